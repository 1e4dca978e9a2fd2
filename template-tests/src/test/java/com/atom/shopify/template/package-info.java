/// What the synthesized templates and the built zips promise, and that they agree with the code.
@NullMarked
package com.atom.shopify.template;

import org.jspecify.annotations.NullMarked;
