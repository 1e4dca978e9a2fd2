/// What may be replaced at any time: the functions, what each of them may do, and the HTTP API in front of them.
@NullMarked
package com.atom.shopify.infra.api;

import org.jspecify.annotations.NullMarked;
