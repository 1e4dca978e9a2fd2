/// What outlives every deployment: tables, the keys, the client secret and the user pool.
@NullMarked
package com.atom.shopify.infra.data;

import org.jspecify.annotations.NullMarked;
