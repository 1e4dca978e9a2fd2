/// The queues between the functions.
@NullMarked
package com.atom.shopify.infra.inbox;

import org.jspecify.annotations.NullMarked;
