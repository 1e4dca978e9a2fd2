/// Measures the built functions against something simpler in the same run, and prints and keeps the ratios: `mvn -Pbench
/// verify`.
@NullMarked
package com.atom.shopify.bench;

import org.jspecify.annotations.NullMarked;
