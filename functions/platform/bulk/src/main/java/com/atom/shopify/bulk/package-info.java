/// Shopify's bulk operations: long queries and many writes that Shopify carries out by itself, with files of JSON lines going in and
/// out (shopify-platform 7).
@NullMarked
package com.atom.shopify.bulk;

import org.jspecify.annotations.NullMarked;
