/// Lists in pages, as Shopify's connections give them.
@NullMarked
package com.atom.shopify.lists;

import org.jspecify.annotations.NullMarked;
