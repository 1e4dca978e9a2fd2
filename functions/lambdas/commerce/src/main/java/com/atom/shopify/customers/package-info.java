/// The customers of a store: list, read, create, change, delete.
@NullMarked
package com.atom.shopify.customers;

import org.jspecify.annotations.NullMarked;
