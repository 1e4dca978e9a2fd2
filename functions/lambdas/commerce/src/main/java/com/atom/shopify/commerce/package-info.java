/// The commerce function: which use case answers which route.
@NullMarked
package com.atom.shopify.commerce;

import org.jspecify.annotations.NullMarked;
