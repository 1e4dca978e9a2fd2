package com.atom.shopify.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.atom.shopify.proof.WebhookSignature;
import com.atom.shopify.routes.Bucket;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.routes.OwnAppSecrets;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.routes.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.crac.Core;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The target that Shopify calls. What is genuine is sent to the inbox queue and answered with 200; what is not is answered with
/// 401, whatever its topic or method; when it cannot be queued the answer is 503, and Shopify delivers it again.
public final class Intake implements RequestStreamHandler {
    /// Larger bodies go through S3.
    private static final int LARGEST_IN_A_MESSAGE = 200_000;
    private static final Pattern APP = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    /// Shopify waits five seconds in all, so there is no time for a second attempt at much.
    private static final Duration CONNECT = Duration.ofMillis(500);
    private static final Duration ATTEMPT = Duration.ofMillis(1_500);
    private static final Duration CALL = Duration.ofSeconds(3);

    static {
        // The SDK logs through SLF4J, of which there is nothing here; else it would say so in three lines at every start.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    private final SqsClient sqs;
    private final S3Client s3;
    private final Secrets secrets;
    private final String inbox;
    private final String payloads;
    private final String appSecret;
    private final OwnAppSecrets ownAppSecrets;
    private final Clock clock;
    /// Held here, because the runtime that makes the checkpoint does not hold it.
    private final Priming priming;

    /// Called by Lambda. A missing setting stops the start with its name.
    public Intake() {
        this(System.getenv(), Clock.systemUTC());
        Core.getGlobalContext().register(priming);
    }

    Intake(Map<String, String> environment, Clock clock) {
        this.inbox = required(environment, Queue.INBOX.setting());
        this.payloads = required(environment, Bucket.PAYLOADS.setting());
        this.appSecret = required(environment, Setting.SHOPIFY_SECRET_ID.name());
        this.ownAppSecrets = new OwnAppSecrets(required(environment, Setting.STAGE.name()));
        this.clock = clock;
        this.sqs = client(SqsClient.builder());
        this.s3 = client(S3Client.builder());
        this.secrets = new Secrets(client(SecretsManagerClient.builder()), clock);
        this.priming = new Priming(this::answer);
    }

    private enum Outcome {
        ACCEPTED(200, Metric.DELIVERIES_ACCEPTED),
        FORGED(401, Metric.DELIVERIES_FORGED),
        NOT_QUEUED(503, Metric.DELIVERIES_NOT_QUEUED);

        private final Metric metric;
        private final byte[] reply;

        Outcome(int status, Metric metric) {
            this.metric = metric;
            this.reply = ("{\"statusCode\":" + status + ",\"headers\":{\"cache-control\":\"no-store\"},\"body\":\"\"}")
                    .getBytes(UTF_8);
        }
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        answer(input, output);
    }

    private void answer(InputStream input, OutputStream output) throws IOException {
        var started = clock.millis();
        var request = Request.read(input);
        var delivery = request.body().map(body -> new Delivery(request, body, clock.instant()));
        var outcome = outcome(delivery);
        LogLine.write(outcome.name(), outcome.metric, delivery.filter(_ -> outcome != Outcome.FORGED), request.id(),
                clock.millis() - started);
        output.write(outcome.reply);
    }

    private Outcome outcome(Optional<Delivery> delivery) {
        try {
            if (delivery.isEmpty() || !isGenuine(delivery.get())) {
                return Outcome.FORGED;
            }
            send(delivery.get());
            return Outcome.ACCEPTED;
        } catch (SdkException failed) {
            LogLine.trouble(failed);
            return Outcome.NOT_QUEUED;
        }
    }

    private boolean isGenuine(Delivery delivery) {
        var request = delivery.request();
        var signature = request.shopify("hmac-sha256");
        if (signature.isEmpty() || !request.app().map(app -> APP.matcher(app).matches()).orElse(true)) {
            return false;
        }
        var secret = request.app().map(ownAppSecrets::of).orElse(appSecret);
        return secrets.read(secret).filter(key -> WebhookSignature.isGenuine(signature.get(), delivery.body(), key))
                .or(() -> secrets.readAfterMismatch(secret)
                        .filter(key -> WebhookSignature.isGenuine(signature.get(), delivery.body(), key)))
                .isPresent();
    }

    private void send(Delivery delivery) {
        var isSmall = delivery.body().length <= LARGEST_IN_A_MESSAGE;
        var digest = delivery.digest();
        if (!isSmall) {
            s3.putObject(request -> request.bucket(payloads).key(digest),
                    RequestBody.fromBytes(delivery.body()));
        }
        sqs.sendMessage(request -> request.queueUrl(inbox).messageGroupId(delivery.group())
                .messageBody(delivery.message(digest, isSmall)));
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder
                .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ATTEMPT))
                .overrideConfiguration(limits -> limits.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL))
                .build();
    }

    private static String required(Map<String, String> environment, String setting) {
        return Optional.ofNullable(environment.get(setting)).filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalStateException("The setting " + setting + " is missing."));
    }
}
