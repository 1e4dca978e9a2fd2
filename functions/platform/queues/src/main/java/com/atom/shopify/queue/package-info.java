/// Sending to queues, and working through what they bring: one group of messages beside another, one message of a group after
/// another, and for each one ending that is known.
@NullMarked
package com.atom.shopify.queue;

import org.jspecify.annotations.NullMarked;
