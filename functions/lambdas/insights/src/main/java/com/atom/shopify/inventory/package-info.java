/// What one store has in stock, at which of its locations, over the Admin API.
@NullMarked
package com.atom.shopify.inventory;

import org.jspecify.annotations.NullMarked;
