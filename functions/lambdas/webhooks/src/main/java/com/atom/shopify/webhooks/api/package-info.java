/// The management of webhooks over HTTP, in the zip of the worker that works through what they deliver.
@NullMarked
package com.atom.shopify.webhooks.api;

import org.jspecify.annotations.NullMarked;
