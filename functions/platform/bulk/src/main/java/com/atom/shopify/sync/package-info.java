/// What lasts longer than a call: backfills of a store, window by window, and imports, each a state in a table that one message after
/// the other takes further.
@NullMarked
package com.atom.shopify.sync;

import org.jspecify.annotations.NullMarked;
