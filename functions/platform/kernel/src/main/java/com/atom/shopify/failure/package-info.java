/// What can go wrong, as one closed family with stable codes. Whoever finds the trouble says what it means; the edges turn
/// it into an HTTP answer or a queue outcome.
@NullMarked
package com.atom.shopify.failure;

import org.jspecify.annotations.NullMarked;
