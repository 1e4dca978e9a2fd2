/// What CloudWatch counts.
@NullMarked
package com.atom.shopify.metrics;

import org.jspecify.annotations.NullMarked;
