/// What stands in front of the API when an operator wants more than its throttles.
@NullMarked
package com.atom.shopify.infra.firewall;

import org.jspecify.annotations.NullMarked;
