/// Sending to Shopify: one client over the JDK's, and what can become of a request.
@NullMarked
package com.atom.shopify.http;

import org.jspecify.annotations.NullMarked;
