package com.atom.shopify.local;

import com.atom.shopify.fake.aws.FakeEvents;
import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.FakeSecrets;
import com.atom.shopify.fake.aws.FaultProxy;
import com.atom.shopify.fake.aws.LocalBuckets;
import com.atom.shopify.fake.aws.LocalQueues;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.routes.Bucket;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.routes.Setting;
import com.atom.shopify.tables.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;

/// AWS in this process and in memory, a fault proxy in front of each service, with everything that the product needs made in it.
final class OwnAws implements Aws {
    private static final String REGION = "us-east-1";
    private static final String SECRET = "local/shopify-client";

    private final Started started = new Started();
    private final Map<String, String> names = new HashMap<>();
    private final LocalTables tables;
    private final LocalBuckets buckets;
    private final LocalQueues queues;
    private final FakeEvents events;
    private final FaultProxy dynamoDb;
    private final FaultProxy kms;
    private final FaultProxy secrets;
    private final FaultProxy sqs;
    private final FaultProxy s3;
    private final FaultProxy eventBridge;

    /// @param clientSecret the content of the app's secret
    OwnAws(String clientSecret) {
        try {
            this.tables = started.keep(LocalTables.start());
            var fakeKms = started.keep(FakeKms.start());
            var fakeSecrets = started.keep(FakeSecrets.start());
            this.queues = started.keep(LocalQueues.start());
            this.buckets = started.keep(LocalBuckets.start());
            this.events = started.keep(FakeEvents.start());
            this.dynamoDb = started.keep(FaultProxy.before(tables.endpoint()));
            this.kms = started.keep(FaultProxy.before(fakeKms.endpoint()));
            this.secrets = started.keep(FaultProxy.before(fakeSecrets.endpoint()));
            this.sqs = started.keep(FaultProxy.before(queues.endpoint()));
            this.s3 = started.keep(FaultProxy.before(buckets.endpoint()));
            this.eventBridge = started.keep(FaultProxy.before(events.endpoint()));
            Arrays.stream(Table.values()).forEach(table -> names.put(table.setting(), tables.name(table)));
            Arrays.stream(Bucket.values()).forEach(this::create);
            Arrays.stream(Queue.values()).forEach(this::create);
            SetupCall.to(fakeSecrets.endpoint(), "secretsmanager.CreateSecret",
                    Map.of("Name", SECRET, "SecretString", clientSecret));
            names.putAll(Map.of(Setting.SHOPIFY_SECRET_ID.name(), SECRET, Setting.EVENT_BUS.name(), "local",
                    Setting.TOKEN_KEY_ID.name(), newKey(fakeKms), Setting.ANSWER_KEY_ID.name(), newKey(fakeKms)));
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private void create(Bucket bucket) {
        buckets.create(bucket.id());
        names.put(bucket.setting(), bucket.id());
    }

    private void create(Queue queue) {
        var url = queues.create(queue.id(), queue.visibility(), Queue.MOST_RECEIVES);
        names.put(queue.setting(), url);
        names.put(queue.deadLetterSetting(), LocalQueues.deadLetters(url));
    }

    private static String newKey(FakeKms kms) {
        return SetupCall.to(kms.endpoint(), "TrentService.CreateKey", Map.of()).at("/KeyMetadata/KeyId").asText();
    }

    @Override
    public String named(String setting) {
        return Optional.ofNullable(names.get(setting)).orElseThrow();
    }

    /// Each function has an access key of its own, by which the proxies know it.
    @Override
    public Map<String, String> access(LambdaFunction function) {
        return Map.of("AWS_REGION", REGION, "AWS_ACCESS_KEY_ID", function.id(), "AWS_SECRET_ACCESS_KEY",
                buckets.secretKey(), "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString(),
                "AWS_ENDPOINT_URL_KMS", kms.endpoint().toString(), "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                secrets.endpoint().toString(), "AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString(),
                "AWS_ENDPOINT_URL_S3", s3.endpoint().toString(), "AWS_ENDPOINT_URL_EVENTBRIDGE",
                eventBridge.endpoint().toString());
    }

    @Override
    public SqsClient queues() {
        return queues.client();
    }

    LocalTables tables() {
        return tables;
    }

    FakeEvents events() {
        return events;
    }

    FaultProxy dynamoDb() {
        return dynamoDb;
    }

    FaultProxy kms() {
        return kms;
    }

    FaultProxy secrets() {
        return secrets;
    }

    FaultProxy sqs() {
        return sqs;
    }

    FaultProxy s3() {
        return s3;
    }

    FaultProxy eventBridge() {
        return eventBridge;
    }

    @Override
    public void close() {
        started.close();
    }
}
