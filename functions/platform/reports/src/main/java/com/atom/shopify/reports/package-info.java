/// Reports of a store: which periods there are, what is in a report, how it looks, and where it lies.
@NullMarked
package com.atom.shopify.reports;

import org.jspecify.annotations.NullMarked;
