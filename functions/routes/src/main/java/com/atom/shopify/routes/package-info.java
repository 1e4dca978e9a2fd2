/// The one table of routes and functions. The functions dispatch on it, the CDK app and the local gateway deploy it, the
/// tests hold everything else against it.
@NullMarked
package com.atom.shopify.routes;

import org.jspecify.annotations.NullMarked;
