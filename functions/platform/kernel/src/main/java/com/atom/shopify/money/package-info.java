/// Exact amounts with their currency.
@NullMarked
package com.atom.shopify.money;

import org.jspecify.annotations.NullMarked;
