/// The one description of the DynamoDB tables, read by the CDK app, the local runner and the stores.
@NullMarked
package com.atom.shopify.tables;

import org.jspecify.annotations.NullMarked;
