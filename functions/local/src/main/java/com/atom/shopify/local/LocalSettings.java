package com.atom.shopify.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How this run is set up, from environment variables. A malformed one stops the start with its name.
record LocalSettings(Path root, int apiPort, int shopifyPort, int concurrency, LambdaRuntime runtime, String clientId,
        String clientSecret, String previousSecret, String apiVersion, String scopes, String redirectUri,
        String platformPage, List<String> origins) {

    /// What the old specification had; here DynamoDB and KMS take their place.
    private static final List<String> GONE = List.of("DATABASE_URL", "ENCRYPTION_KEY");

    /// @throws StartFailure when a setting cannot be used
    static LocalSettings of(Map<String, String> environment, Path root) {
        GONE.stream().filter(environment::containsKey).findFirst().ifPresent(name -> {
            throw new StartFailure(name + " is not a setting of this product: DynamoDB and KMS replace it; unset it.");
        });
        var clientSecret = environment.getOrDefault("SHOPIFY_API_SECRET", "local-secret");
        if (clientSecret.isBlank()) {
            throw new StartFailure("The setting SHOPIFY_API_SECRET is empty.");
        }
        var runtime = environment.getOrDefault("LOCAL_RUNTIME", "");
        if (!runtime.isEmpty() && !runtime.equals("java")) {
            throw new StartFailure("The setting LOCAL_RUNTIME must be java or absent.");
        }
        return new LocalSettings(root, number(environment, "LOCAL_API_PORT", 8080, 0, 65_535),
                number(environment, "LOCAL_SHOPIFY_PORT", 8090, 0, 65_535),
                number(environment, "LOCAL_CONCURRENCY", 3, 1, 50),
                runtime.isEmpty() ? LambdaRuntime.ofThisMachine() : LambdaRuntime.JAVA,
                environment.getOrDefault("SHOPIFY_API_KEY", "local-key"), clientSecret,
                environment.getOrDefault("SHOPIFY_API_SECRET_PREVIOUS", ""),
                environment.getOrDefault("SHOPIFY_API_VERSION", ""), environment.getOrDefault("SHOPIFY_SCOPES", ""),
                environment.getOrDefault("SHOPIFY_REDIRECT_URI", ""),
                environment.getOrDefault("PLATFORM_CALLBACK_URL", ""), origins(environment));
    }

    private static int number(Map<String, String> environment, String name, int otherwise, int least, int most) {
        try {
            var number = Integer.parseInt(environment.getOrDefault(name, String.valueOf(otherwise)));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // falls through: one sentence for both
        }
        throw new StartFailure("The setting " + name + " must be a number from " + least + " to " + most + ".");
    }

    private static List<String> origins(Map<String, String> environment) {
        var origins = Stream.of(environment.getOrDefault("CORS_ALLOWED_ORIGINS", "").split(",")).map(String::strip)
                .filter(origin -> !origin.isEmpty()).toList();
        for (var origin : origins) {
            try {
                var uri = URI.create(origin);
                if (uri.getHost() == null || !uri.getPath().isEmpty()) {
                    throw new IllegalArgumentException(origin);
                }
            } catch (IllegalArgumentException noOrigin) {
                throw new StartFailure(
                        "The setting CORS_ALLOWED_ORIGINS must be origins such as https://app.example.com.");
            }
        }
        return origins;
    }
}
