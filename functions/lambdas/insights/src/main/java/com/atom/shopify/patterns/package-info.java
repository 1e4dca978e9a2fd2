/// What the orders of a store say of its future, its customers and its products, each with its method and sample size.
@NullMarked
package com.atom.shopify.patterns;

import org.jspecify.annotations.NullMarked;
