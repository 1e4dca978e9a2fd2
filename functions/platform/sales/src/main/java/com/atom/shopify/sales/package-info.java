/// What a store sold: each order as a ledger of dated entries, and the figures that follow from it.
@NullMarked
package com.atom.shopify.sales;

import org.jspecify.annotations.NullMarked;
