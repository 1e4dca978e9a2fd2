/// AWS clients and the names of what is deployed.
@NullMarked
package com.atom.shopify.aws;

import org.jspecify.annotations.NullMarked;
