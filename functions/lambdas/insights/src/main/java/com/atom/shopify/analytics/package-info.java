/// Sales figures of stores.
@NullMarked
package com.atom.shopify.analytics;

import org.jspecify.annotations.NullMarked;
