/// Reports of stores: asked for, listed, fetched.
@NullMarked
package com.atom.shopify.reporting;

import org.jspecify.annotations.NullMarked;
