/// The Admin API of one store: an operation in, its typed answer out, or one [com.atom.shopify.failure.Failure] with the
/// meaning that Shopify's status tables give it.
@NullMarked
package com.atom.shopify.admin;

import org.jspecify.annotations.NullMarked;
