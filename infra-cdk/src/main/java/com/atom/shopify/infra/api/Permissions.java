package com.atom.shopify.infra.api;

import static com.atom.shopify.tables.Table.CATALOG;
import static com.atom.shopify.tables.Table.CONNECTIONS;
import static com.atom.shopify.tables.Table.ONCE;
import static com.atom.shopify.tables.Table.SALES;
import static com.atom.shopify.tables.Table.TOKENS;
import static com.atom.shopify.tables.Table.WORK;

import com.atom.shopify.infra.data.BoundKey;
import com.atom.shopify.infra.data.Data;
import com.atom.shopify.infra.inbox.Inbox;
import com.atom.shopify.routes.Bucket;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.OwnAppSecrets;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.routes.Setting;
import com.atom.shopify.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;

/// What each function may do beside writing its own log: exactly the calls that its code makes. A transaction needs the
/// actions of its parts.
final class Permissions {
    private final Data data;
    private final Inbox inbox;
    private final String stage;

    Permissions(Data data, Inbox inbox, String stage) {
        this.data = data;
        this.inbox = inbox;
        this.stage = stage;
    }

    List<PolicyStatement> of(LambdaFunction function) {
        var all = new ArrayList<>(own(function));
        if (function.settings().contains(Setting.TOKEN_KEY_FORMER_ID)) {
            formerTokenKey().ifPresent(all::add);
        }
        if (function.settings().contains(Setting.SHOPIFY_SECRET_ID)) {
            all.add(clientSecret());
            all.add(ownAppSecrets("OwnAppSecrets", "secretsmanager:GetSecretValue"));
        }
        if (function.settings().contains(Setting.EVENT_BUS)) {
            all.add(allow("Announce", List.of(inbox.announcements().getEventBusArn()), "events:PutEvents"));
        }
        return List.copyOf(all);
    }

    private List<PolicyStatement> own(LambdaFunction function) {
        return switch (function) {
            case AUTH -> atStores(
                    ownAppSecrets("OwnAppSecretsWritten", "secretsmanager:CreateSecret", "secretsmanager:DeleteSecret",
                            "secretsmanager:PutSecretValue"),
                    allow("OnceLeases", List.of(data.table(ONCE).getTableArn()), "dynamodb:BatchGetItem"),
                    table(TOKENS, "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:UpdateItem"),
                    table(CONNECTIONS, "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem",
                            "dynamodb:Query", "dynamodb:UpdateItem"),
                    table(WORK, "dynamodb:PutItem"));
            case COMMERCE -> atStores(
                    table(TOKENS, "dynamodb:GetItem", "dynamodb:UpdateItem"),
                    table(CONNECTIONS, "dynamodb:BatchGetItem", "dynamodb:UpdateItem"),
                    table(CATALOG, "dynamodb:BatchGetItem", "dynamodb:PutItem"));
            case INSIGHTS -> atStores(
                    send(Queue.JOBS),
                    objects(Bucket.REPORTS, "s3:GetObject"),
                    table(WORK, "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"),
                    table(TOKENS, "dynamodb:GetItem", "dynamodb:UpdateItem"),
                    table(CONNECTIONS, "dynamodb:BatchGetItem", "dynamodb:UpdateItem"),
                    table(CATALOG, "dynamodb:Query"),
                    table(SALES, "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"));
            case WEBHOOKS -> atStores(
                    send(Queue.INBOX), send(Queue.JOBS), redrive(Queue.INBOX),
                    objects(Bucket.FILES, "s3:GetObject", "s3:PutObject"),
                    table(TOKENS, "dynamodb:GetItem", "dynamodb:UpdateItem"),
                    table(CONNECTIONS, "dynamodb:BatchGetItem", "dynamodb:UpdateItem"),
                    table(WORK, "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"));
            case HEALTH -> List.of(
                    count(Queue.INBOX), count(Queue.JOBS),
                    table(TOKENS, "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:UpdateItem"),
                    table(CONNECTIONS, "dynamodb:BatchGetItem", "dynamodb:UpdateItem"),
                    index(CONNECTIONS, "dynamodb:Query"),
                    table(ONCE, "dynamodb:BatchGetItem", "dynamodb:UpdateItem"),
                    table(WORK, "dynamodb:BatchGetItem"),
                    key(BoundKey.TOKENS, "kms:Decrypt", "kms:Encrypt"));
            case INTAKE -> List.of(
                    send(Queue.INBOX),
                    objects(Bucket.PAYLOADS, "s3:PutObject"));
            case WORKER -> List.of(
                    send(Queue.INBOX), send(Queue.JOBS), receive(Queue.INBOX), park(Queue.INBOX),
                    objects(Bucket.PAYLOADS, "s3:DeleteObject", "s3:GetObject"),
                    objects(Bucket.REPORTS, "s3:DeleteObject"),
                    table(TOKENS, "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:UpdateItem"),
                    table(CONNECTIONS, "dynamodb:BatchGetItem", "dynamodb:DeleteItem", "dynamodb:GetItem",
                            "dynamodb:Query", "dynamodb:UpdateItem"),
                    table(ONCE, "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
                    table(CATALOG, "dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:DeleteItem",
                            "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"),
                    table(WORK, "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:GetItem",
                            "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"),
                    table(SALES, "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:GetItem",
                            "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"),
                    key(BoundKey.TOKENS, "kms:Decrypt", "kms:Encrypt"));
            case JOBS -> List.of(
                    send(Queue.JOBS), receive(Queue.JOBS), park(Queue.JOBS),
                    objects(Bucket.FILES, "s3:GetObject"),
                    objects(Bucket.REPORTS, "s3:PutObject"),
                    table(TOKENS, "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Scan",
                            "dynamodb:UpdateItem"),
                    table(CONNECTIONS, "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:UpdateItem"),
                    table(ONCE, "dynamodb:BatchGetItem", "dynamodb:UpdateItem"),
                    table(CATALOG, "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"),
                    table(SALES, "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query",
                            "dynamodb:UpdateItem"),
                    table(WORK, "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query",
                            "dynamodb:UpdateItem"),
                    key(BoundKey.TOKENS, "kms:Decrypt", "kms:Encrypt"));
        };
    }

    private PolicyStatement send(Queue queue) {
        return allow(word(queue) + "Send", List.of(inbox.queue(queue).messages().getQueueArn()), "sqs:SendMessage");
    }

    /// Lambda itself receives and deletes, with the function's role.
    private PolicyStatement receive(Queue queue) {
        return allow(word(queue) + "Receive", List.of(inbox.queue(queue).messages().getQueueArn()),
                "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage");
    }

    private PolicyStatement park(Queue queue) {
        return allow(word(queue) + "Park", List.of(inbox.queue(queue).deadLetters().getQueueArn()),
                "sqs:SendMessage");
    }

    private PolicyStatement count(Queue queue) {
        return allow(word(queue) + "Count", List.of(inbox.queue(queue).messages().getQueueArn(),
                inbox.queue(queue).deadLetters().getQueueArn()), "sqs:GetQueueAttributes");
    }

    /// What it takes out of a dead-letter queue it sends back to the queue.
    private PolicyStatement redrive(Queue queue) {
        return allow(word(queue) + "Redrive", List.of(inbox.queue(queue).deadLetters().getQueueArn()),
                "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage");
    }

    private PolicyStatement objects(Bucket bucket, String... actions) {
        return allow(word(bucket) + "Objects", List.of(inbox.bucket(bucket).arnForObjects("*")), actions);
    }

    /// What every function needs that works on a user's stores: choosing one, safe writes, and a token that it may refresh.
    private List<PolicyStatement> atStores(PolicyStatement... own) {
        var all = new ArrayList<>(List.of(own));
        all.addAll(List.of(index(CONNECTIONS, "dynamodb:Query"),
                table(ONCE, "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
                key(BoundKey.TOKENS, "kms:Decrypt", "kms:Encrypt"),
                key(BoundKey.ANSWERS, "kms:Decrypt", "kms:Encrypt")));
        return List.copyOf(all);
    }

    private PolicyStatement table(Table table, String... actions) {
        return allow(word(table) + "Table", List.of(data.table(table).getTableArn()), actions);
    }

    private PolicyStatement index(Table table, String... actions) {
        var index = table.index().orElseThrow();
        return allow(word(table) + "Index", List.of(data.table(table).getTableArn() + "/index/" + index.name()),
                actions);
    }

    private PolicyStatement key(BoundKey key, String... actions) {
        return bound(key, allow(key.id(), List.of(data.key(key).getKeyArn()), actions));
    }

    /// What a former key encrypted is still read.
    private Optional<PolicyStatement> formerTokenKey() {
        return data.formerKey(BoundKey.TOKENS)
                .map(key -> bound(BoundKey.TOKENS, allow("FormerTokenKey", List.of(key.getKeyArn()), "kms:Decrypt")));
    }

    private PolicyStatement bound(BoundKey key, PolicyStatement statement) {
        statement.addConditions(key.contextOf(stage));
        return statement;
    }

    private PolicyStatement clientSecret() {
        return allow("ClientSecret", List.of(data.clientSecret().getSecretArn()), "secretsmanager:GetSecretValue");
    }

    /// Each in a secret of its own below the stage's prefix; which apps there are is not known before they come.
    private PolicyStatement ownAppSecrets(String id, String... actions) {
        var stack = Stack.of(data.clientSecret());
        return allow(id, List.of(stack.formatArn(ArnComponents.builder().service("secretsmanager").resource("secret")
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME).resourceName(new OwnAppSecrets(stage).all()).build())),
                actions);
    }

    static PolicyStatement allow(String id, List<String> resources, String... actions) {
        return PolicyStatement.Builder.create().sid(id).effect(Effect.ALLOW).actions(List.of(actions))
                .resources(resources).build();
    }

    private static String word(Enum<?> constant) {
        return constant.name().charAt(0) + constant.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
