/// The names of things: shops, users, Shopify resources. Parsed once at the edge, trusted everywhere after.
@NullMarked
package com.atom.shopify.id;

import org.jspecify.annotations.NullMarked;
