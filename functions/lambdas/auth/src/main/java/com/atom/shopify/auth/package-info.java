/// Connecting stores: OAuth with Shopify on one side, the platform's user on the other.
@NullMarked
package com.atom.shopify.auth;

import org.jspecify.annotations.NullMarked;
