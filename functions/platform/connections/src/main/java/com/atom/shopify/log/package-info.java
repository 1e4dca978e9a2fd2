/// How the functions log.
@NullMarked
package com.atom.shopify.log;

import org.jspecify.annotations.NullMarked;
