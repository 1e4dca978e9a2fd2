package com.atom.shopify.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How this run is set up, from environment variables. A malformed one stops the start with its name.
record LocalSettings(Path root, int apiPort, int shopifyPort, int concurrency, LambdaRuntime runtime, String clientId,
        String clientSecret, String previousSecret, String apiVersion, String scopes, String redirectUri,
        String platformPage, String webhookSubscriptions, List<String> origins,
        Optional<Map<String, String>> givenAws) {

    /// What the old specification had; here DynamoDB and KMS take their place.
    private static final List<String> GONE = List.of("DATABASE_URL", "ENCRYPTION_KEY");

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Pattern VERSION = Pattern.compile("20[0-9]{2}-(01|04|07|10)");
    private static final Pattern SCOPES = Pattern.compile("[a-z_]+( *, *[a-z_]+)*");
    private static final Pattern OWNER = Pattern.compile("app|shop");
    private static final Pattern ADDRESS = Pattern
            .compile("(https://[^/@#\\s]+|http://(127\\.0\\.0\\.1|localhost|\\[::1])(:[0-9]+)?)(/[^#\\s]*)?");

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
                present(environment, "SHOPIFY_API_KEY").orElse("local-key"), clientSecret,
                environment.getOrDefault("SHOPIFY_API_SECRET_PREVIOUS", ""),
                matching(environment, "SHOPIFY_API_VERSION", VERSION, "look like 2026-10"),
                matching(environment, "SHOPIFY_SCOPES", SCOPES, "look like read_products,write_orders"),
                matching(environment, "SHOPIFY_REDIRECT_URI", ADDRESS,
                        "be an address such as https://app.example.com/"),
                matching(environment, "PLATFORM_CALLBACK_URL", ADDRESS,
                        "be an address such as https://app.example.com/"),
                matching(environment, "WEBHOOK_SUBSCRIPTIONS", OWNER, "be app or shop"),
                origins(environment), givenAws(environment));
    }

    /// The environment, if that names an AWS and what the product uses there.
    private static Optional<Map<String, String>> givenAws(Map<String, String> environment) {
        return switch (present(environment, "LOCAL_AWS").orElse("own")) {
            case "own" -> Optional.empty();
            case "given" -> Optional.of(Map.copyOf(environment));
            default -> throw new StartFailure("The setting LOCAL_AWS must be own or given.");
        };
    }

    private static Optional<String> present(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /// Empty when it is absent. The functions check the same more closely; here it is one line without their stack traces.
    private static String matching(Map<String, String> environment, String name, Pattern form, String must) {
        var value = present(environment, name).orElse("");
        if (value.isEmpty() || form.matcher(value).matches()) {
            return value;
        }
        throw new StartFailure("The setting " + name + " must " + must + ".");
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
                if (uri.getHost() == null || !origin.equals(uri.getScheme() + "://" + uri.getAuthority())
                        || !SCHEMES.contains(uri.getScheme()) || uri.getUserInfo() != null) {
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
