package com.atom.shopify.local;

import com.atom.shopify.routes.LambdaFunction;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Any emulator, with resources that were deployed to it. Each is named by the variable in which functions look for it, so what the
/// deployment gives to functions can be given to this. An endpoint must be named for every service: nothing here is for AWS itself.
final class GivenAws implements Aws {
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";
    private static final List<String> SERVICES = List.of("DYNAMODB", "KMS", "SECRETS_MANAGER", "SQS", "S3",
            "EVENTBRIDGE");
    private static final Map<String, String> DEFAULTS = Map.of("AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "test",
            "AWS_SECRET_ACCESS_KEY", "test");

    private final Map<String, String> environment;
    private final Map<String, String> access;
    private final SqsClient queues;

    /// @throws StartFailure when an endpoint is missing
    GivenAws(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.access = new HashMap<>(DEFAULTS);
        DEFAULTS.keySet().forEach(name -> present(name).ifPresent(value -> access.put(name, value)));
        for (var service : SERVICES) {
            var name = ENDPOINT + "_" + service;
            access.put(name, present(name).or(() -> present(ENDPOINT)).orElseThrow(() -> new StartFailure(
                    "With LOCAL_AWS=given the setting " + ENDPOINT + " or " + name
                            + " must say where the service is.")));
        }
        this.queues = SqsClient.builder().endpointOverride(URI.create(accessed(ENDPOINT + "_SQS")))
                .region(Region.of(accessed("AWS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials
                        .create(accessed("AWS_ACCESS_KEY_ID"), accessed("AWS_SECRET_ACCESS_KEY"))))
                .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }

    @Override
    public String named(String setting) {
        return present(setting).orElseThrow(() -> new StartFailure(
                "With LOCAL_AWS=given the setting " + setting + " must name what was deployed."));
    }

    /// All functions call as the same: an emulator tells accounts apart by the key, not functions.
    @Override
    public Map<String, String> access(LambdaFunction function) {
        return Map.copyOf(access);
    }

    @Override
    public SqsClient queues() {
        return queues;
    }

    @Override
    public void close() {
        queues.close();
    }

    private Optional<String> present(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private String accessed(String name) {
        return access.getOrDefault(name, "");
    }
}
