/// What only one caller may do at a time.
@NullMarked
package com.atom.shopify.once;

import org.jspecify.annotations.NullMarked;
