/// Which of a store's events Shopify tells us, and where to: what there is, what should be, and how to make it so.
@NullMarked
package com.atom.shopify.subscriptions;

import org.jspecify.annotations.NullMarked;
