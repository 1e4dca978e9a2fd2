/// Makes the OpenAPI document while the product is built: the routes table, what each route takes and gives, and the records
/// themselves say everything that is in it.
@NullMarked
package com.atom.shopify.openapi;

import org.jspecify.annotations.NullMarked;
