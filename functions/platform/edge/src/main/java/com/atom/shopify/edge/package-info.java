/// The one edge of every HTTP function: API Gateway's event in, the envelope out. Identity, store selection, strict input
/// and the status table live here and nowhere else; a function only says which use case answers which route.
@NullMarked
package com.atom.shopify.edge;

import org.jspecify.annotations.NullMarked;
