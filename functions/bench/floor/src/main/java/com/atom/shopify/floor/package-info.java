/// The least that a Java function with our AWS clients can be: what our functions' starts are measured against.
@NullMarked
package com.atom.shopify.floor;

import org.jspecify.annotations.NullMarked;
