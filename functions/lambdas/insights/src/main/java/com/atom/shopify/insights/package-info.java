/// The insights function: which use case answers which route.
@NullMarked
package com.atom.shopify.insights;

import org.jspecify.annotations.NullMarked;
