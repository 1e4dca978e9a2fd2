/// A simulator of Shopify: OAuth and the Admin API against the official schema, with state per shop. What it does not
/// support it refuses loudly; it never invents an answer.
@NullMarked
package com.atom.shopify.fake.shopify;

import org.jspecify.annotations.NullMarked;
