/// What was done to stores, for those who have to prove it.
@NullMarked
package com.atom.shopify.audit;

import org.jspecify.annotations.NullMarked;
