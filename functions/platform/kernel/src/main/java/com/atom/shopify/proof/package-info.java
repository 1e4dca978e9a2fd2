/// Proofs that a message comes from Shopify, and the client secret they are made with.
@NullMarked
package com.atom.shopify.proof;

import org.jspecify.annotations.NullMarked;
