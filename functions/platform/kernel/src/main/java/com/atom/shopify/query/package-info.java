/// Query strings as they were sent.
@NullMarked
package com.atom.shopify.query;

import org.jspecify.annotations.NullMarked;
