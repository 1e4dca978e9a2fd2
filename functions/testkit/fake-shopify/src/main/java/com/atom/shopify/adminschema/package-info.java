/// Shopify's own Admin API schema, as published, for everything that must be held against it.
@NullMarked
package com.atom.shopify.adminschema;

import org.jspecify.annotations.NullMarked;
