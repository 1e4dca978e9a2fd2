/// What each store sells and has in stock, as far as Shopify told us: an index that deliveries keep current and any sync rebuilds.
@NullMarked
package com.atom.shopify.stock;

import org.jspecify.annotations.NullMarked;
