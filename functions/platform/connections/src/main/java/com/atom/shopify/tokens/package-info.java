/// The token pair of each store: one item per shop, encrypted for that shop alone. The bytes are specified in
/// `FORMAT.md` of this module.
@NullMarked
package com.atom.shopify.tokens;

import org.jspecify.annotations.NullMarked;
