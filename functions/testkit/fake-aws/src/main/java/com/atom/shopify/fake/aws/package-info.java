/// Stand-ins for the AWS services that the product uses, each on a loopback port and speaking the service's own protocol,
/// so that the product's code cannot tell. Contract suites hold them to what the services do.
@NullMarked
package com.atom.shopify.fake.aws;

import org.jspecify.annotations.NullMarked;
