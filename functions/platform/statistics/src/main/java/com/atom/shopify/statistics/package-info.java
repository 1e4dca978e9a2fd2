/// What can be learned from dated quantities: each result with its method and sample size, or a refusal when the data is too thin.
/// Pure functions over plain records.
@NullMarked
package com.atom.shopify.statistics;

import org.jspecify.annotations.NullMarked;
