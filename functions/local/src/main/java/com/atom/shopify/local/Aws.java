package com.atom.shopify.local;

import com.atom.shopify.routes.LambdaFunction;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;

/// What stands in AWS's place in a run: [OwnAws], made for it and gone with it, or [GivenAws], which somebody else runs and in which
/// somebody else made the product's tables, keys, queues and buckets.
sealed interface Aws extends AutoCloseable permits OwnAws, GivenAws {

    /// The value of a setting that names a table, bucket, queue, key, secret or bus.
    String named(String setting);

    /// Where the services are and as whom the function calls them, in the variables in which the SDK looks.
    Map<String, String> access(LambdaFunction function);

    /// A client for the queues, for whoever does what Lambda does.
    SqsClient queues();

    @Override
    void close();
}
