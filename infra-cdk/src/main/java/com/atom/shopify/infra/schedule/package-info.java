/// When jobs begin.
@NullMarked
package com.atom.shopify.infra.schedule;

import org.jspecify.annotations.NullMarked;
