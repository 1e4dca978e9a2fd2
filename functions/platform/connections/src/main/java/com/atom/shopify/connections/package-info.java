/// Which user has linked which store, and what we know of each store. A store's key is its domain; Shopify's own id is kept
/// with it, so that another shop behind a known name is noticed.
@NullMarked
package com.atom.shopify.connections;

import org.jspecify.annotations.NullMarked;
