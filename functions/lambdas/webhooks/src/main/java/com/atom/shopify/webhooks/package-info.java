/// Works through what Shopify delivered.
@NullMarked
package com.atom.shopify.webhooks;

import org.jspecify.annotations.NullMarked;
