/// The products of one store, over the Admin API. The shapes are those of Shopify's webhook payloads, with exact money.
@NullMarked
package com.atom.shopify.products;

import org.jspecify.annotations.NullMarked;
