/// Strict reading of queries and bodies into records: every problem is found in one pass and named by its field.
@NullMarked
package com.atom.shopify.edge.input;

import org.jspecify.annotations.NullMarked;
