/// The whole system on a laptop: the built zips under AWS's own runtime client, a gateway, the AWS doubles and the Shopify
/// simulator. The functions cannot tell; only their environment differs.
@NullMarked
package com.atom.shopify.local;

import org.jspecify.annotations.NullMarked;
