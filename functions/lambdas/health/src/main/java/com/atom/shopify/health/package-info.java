/// What the product says of itself.
@NullMarked
package com.atom.shopify.health;

import org.jspecify.annotations.NullMarked;
