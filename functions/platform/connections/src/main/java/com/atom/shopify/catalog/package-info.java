/// A cache of what a store sells, shared by all instances and rebuilt from Shopify at any time.
@NullMarked
package com.atom.shopify.catalog;

import org.jspecify.annotations.NullMarked;
