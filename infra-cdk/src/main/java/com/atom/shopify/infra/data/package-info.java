/// What outlives every deployment: tables, the token key, the client secret and the user pool.
@NullMarked
package com.atom.shopify.infra.data;

import org.jspecify.annotations.NullMarked;
