/// The CDK app: which stacks make up a deployment, and the settings that it is made from.
@NullMarked
package com.atom.shopify.infra;

import org.jspecify.annotations.NullMarked;
