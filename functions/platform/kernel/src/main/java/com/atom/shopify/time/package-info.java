/// How long a piece of work may still take.
@NullMarked
package com.atom.shopify.time;

import org.jspecify.annotations.NullMarked;
