/// A program of its own, which runs on the jars of the commerce function's zip: reads product pages with our client.
@NullMarked
package com.atom.shopify.bench.client;

import org.jspecify.annotations.NullMarked;
