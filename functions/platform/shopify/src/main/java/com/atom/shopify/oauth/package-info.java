/// Obtaining tokens from Shopify.
@NullMarked
package com.atom.shopify.oauth;

import org.jspecify.annotations.NullMarked;
