/// How stores answer: asked, judged and remembered.
@NullMarked
package com.atom.shopify.checks;

import org.jspecify.annotations.NullMarked;
