/// The orders of a store: read, created, changed within what Shopify allows, cancelled, sent and paid back.
@NullMarked
package com.atom.shopify.orders;

import org.jspecify.annotations.NullMarked;
