/// Takes what Shopify delivers: bytes decoded once, signature checked, queued, answered. Nothing of a body is parsed here, and there
/// is no framework, because Shopify waits five seconds for a function that may just be starting.
@NullMarked
package com.atom.shopify.intake;

import org.jspecify.annotations.NullMarked;
