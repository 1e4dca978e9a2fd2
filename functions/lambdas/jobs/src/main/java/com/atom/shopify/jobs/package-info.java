/// What is done regularly over all stores: a coordinator that looks for the stores that are due, one message for the work on each,
/// and a report of every run.
@NullMarked
package com.atom.shopify.jobs;

import org.jspecify.annotations.NullMarked;
