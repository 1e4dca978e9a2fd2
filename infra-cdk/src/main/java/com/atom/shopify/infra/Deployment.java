package com.atom.shopify.infra;

import com.atom.shopify.routes.Setting;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The settings of one deployment, read once and checked before anything is built. What is absent and has a default in
/// the functions is passed on as the empty text, which means the default there.
public record Deployment(String stage, Optional<TokenIssuer> tokenIssuer, String shopifyApiKey,
        String shopifyApiVersion, String shopifyScopes, String shopifyRedirectUri, String platformCallbackUrl,
        String webhookSubscriptions, String webhookTarget, List<String> corsAllowedOrigins, int tokenKeys,
        Optional<Domain> domain, boolean firewall, boolean tracing, String alarmEmail, String runbook) {

    private static final Pattern STAGE = Pattern.compile("[a-z][a-z0-9-]{0,19}");
    private static final Pattern API_KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern API_VERSION = Pattern.compile("20[0-9]{2}-(01|04|07|10)");
    private static final Pattern SCOPES = Pattern.compile("[a-z][a-z_]{1,80}( *, *[a-z][a-z_]{1,80})*");
    private static final Pattern TOKEN_KEYS = Pattern.compile("[1-9]");
    private static final Pattern AUDIENCE = Pattern.compile("[^\\s,]{1,255}( *, *[^\\s,]{1,255})*");
    private static final Pattern EVENT_SOURCE = Pattern
            .compile("arn:aws[a-z-]*:events:[a-z0-9-]+::event-source/aws\\.partner/shopify\\.com/\\S+");
    private static final Pattern HOST = Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");
    private static final Pattern CERTIFICATE = Pattern
            .compile("arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[A-Za-z0-9-]+");
    private static final Pattern EDGE_CERTIFICATE = Pattern
            .compile("arn:aws[a-z-]*:acm:us-east-1:[0-9]{12}:certificate/[A-Za-z0-9-]+");
    private static final Pattern WEB_ACL = Pattern
            .compile("arn:aws[a-z-]*:wafv2:us-east-1:[0-9]{12}:global/webacl/[A-Za-z0-9_-]+/[A-Za-z0-9-]+");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@,]{1,64}@[^\\s@,]{1,255}");
    private static final String RUNBOOK = "docs/runbook.md";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    public Deployment {
        corsAllowedOrigins = List.copyOf(corsAllowedOrigins);
    }

    /// Who signs the bearer tokens that the API accepts, and for whom they must be made out.
    public record TokenIssuer(String url, List<String> audience) {
        public TokenIssuer {
            audience = List.copyOf(audience);
        }
    }

    /// The API's own name, its certificate in the stack's region, and what stands in front of it.
    public record Domain(String name, String certificate, Optional<Edge> edge) {}

    /// A CloudFront distribution with a web ACL. CloudFront takes both, certificate and ACL, from us-east-1 only.
    public record Edge(String certificate, String webAcl) {}

    /// The partner event source that delivers to us, when the target of webhooks is one.
    public Optional<String> partnerEventSource() {
        return EVENT_SOURCE.matcher(webhookTarget).matches()
                ? Optional.of(webhookTarget.substring(webhookTarget.indexOf("aws.partner/")))
                : Optional.empty();
    }

    /// Reads the settings by their names; `source` answers null for one that is not set.
    ///
    /// @throws UnusableSettingsException which names every missing, malformed or foreign setting
    public static Deployment of(Function<String, @Nullable String> source) {
        return new Reader(source).read();
    }

    private static final class Reader {
        private final Function<String, @Nullable String> source;
        private final List<String> problems = new ArrayList<>();

        Reader(Function<String, @Nullable String> source) {
            this.source = source;
        }

        Deployment read() {
            Stream.of("DATABASE_URL", "ENCRYPTION_KEY").filter(name -> optional(name).isPresent())
                    .forEach(name -> problems.add(name + " is not a setting of this service: DATABASE_URL and "
                            + "ENCRYPTION_KEY do not exist here, DynamoDB and KMS replace them."));
            var deployment = new Deployment(
                    required("STAGE", matches(STAGE), "lower-case letters, digits and hyphens, 20 at most"),
                    tokenIssuer(),
                    required(Setting.SHOPIFY_API_KEY.name(), matches(API_KEY), "the app's client id"),
                    optional(Setting.SHOPIFY_API_VERSION.name(), matches(API_VERSION), "a version such as 2026-10"),
                    optional(Setting.SHOPIFY_SCOPES.name(), matches(SCOPES), "access scopes, comma-separated"),
                    optional(Setting.SHOPIFY_REDIRECT_URI.name(), Reader::isAddress, "an https address"),
                    required(Setting.PLATFORM_CALLBACK_URL.name(), Reader::isAddress, "an https address"),
                    optional(Setting.WEBHOOK_SUBSCRIPTIONS.name(), Set.of("app", "shop")::contains, "app or shop"),
                    optional(Setting.WEBHOOK_TARGET.name(), Reader::isTarget,
                            "an https address or the ARN of a partner event source"),
                    origins(), tokenKeys(), domain(), isOn("FIREWALL"), isOn("TRACING"),
                    optional("ALARM_EMAIL", matches(EMAIL), "one e-mail address"), runbook());
            if (!problems.isEmpty()) {
                throw new UnusableSettingsException(problems);
            }
            return deployment;
        }

        private Optional<TokenIssuer> tokenIssuer() {
            var issuer = optional("JWT_ISSUER", text -> isAddress(text) && text.startsWith("https:"),
                    "an https address");
            var audience = optional("JWT_AUDIENCE", matches(AUDIENCE), "one audience, or several with commas");
            if (issuer.isEmpty() != audience.isEmpty()) {
                problems.add((issuer.isEmpty() ? "JWT_ISSUER" : "JWT_AUDIENCE")
                        + " is missing: JWT_ISSUER and JWT_AUDIENCE are set both, or neither for a Cognito user pool.");
            }
            return issuer.isEmpty() ? Optional.empty() : Optional.of(new TokenIssuer(issuer, list(audience)));
        }

        private List<String> origins() {
            var origins = list(optional("CORS_ALLOWED_ORIGINS").orElse(""));
            if (!origins.stream().allMatch(Reader::isOrigin)) {
                problems.add("CORS_ALLOWED_ORIGINS is malformed: expected origins such as https://app.example.com, "
                        + "comma-separated, without wildcards.");
            }
            return origins;
        }

        private Optional<Domain> domain() {
            var name = optional("API_DOMAIN", matches(HOST), "a host name such as api.example.com");
            var certificate = optional("API_CERTIFICATE", matches(CERTIFICATE), "the ARN of an ACM certificate");
            together("API_DOMAIN", name, "API_CERTIFICATE", certificate, "for an own domain");
            var edge = edge();
            if (name.isEmpty() && edge.isPresent()) {
                problems.add("API_DOMAIN is missing: WEB_ACL and EDGE_CERTIFICATE stand in front of an own domain.");
            }
            return name.isEmpty() ? Optional.empty() : Optional.of(new Domain(name, certificate, edge));
        }

        private Optional<Edge> edge() {
            var certificate = optional("EDGE_CERTIFICATE", matches(EDGE_CERTIFICATE),
                    "the ARN of an ACM certificate in us-east-1");
            var webAcl = optional("WEB_ACL", matches(WEB_ACL), "the ARN of a web ACL for CloudFront, in us-east-1");
            together("WEB_ACL", webAcl, "EDGE_CERTIFICATE", certificate, "for CloudFront in front of the API");
            return webAcl.isEmpty() ? Optional.empty() : Optional.of(new Edge(certificate, webAcl));
        }

        private void together(String first, String firstValue, String second, String secondValue, String why) {
            if (firstValue.isEmpty() != secondValue.isEmpty()) {
                problems.add((firstValue.isEmpty() ? first : second) + " is missing: " + first + " and " + second
                        + " are set both " + why + ", or neither.");
            }
        }

        private boolean isOn(String name) {
            return optional(name, Set.of("on", "off")::contains, "on or off").equals("on");
        }

        private String runbook() {
            var address = optional("RUNBOOK_URL", Reader::isAddress, "an https address");
            return address.isEmpty() ? RUNBOOK : address;
        }

        private int tokenKeys() {
            var number = optional("TOKEN_KEYS", matches(TOKEN_KEYS), "how many keys tokens have had so far, 1 to 9");
            return TOKEN_KEYS.matcher(number).matches() ? Integer.parseInt(number) : 1;
        }

        private String required(String name, Predicate<String> form, String expected) {
            if (optional(name).isEmpty()) {
                problems.add(name + " is missing: expected " + expected + ".");
                return "";
            }
            return optional(name, form, expected);
        }

        private String optional(String name, Predicate<String> form, String expected) {
            var value = optional(name).orElse("");
            if (!value.isEmpty() && !form.test(value)) {
                problems.add(name + " is malformed: expected " + expected + ".");
            }
            return value;
        }

        private Optional<String> optional(String name) {
            return Optional.ofNullable(source.apply(name)).map(String::strip).filter(value -> !value.isEmpty());
        }

        private static Predicate<String> matches(Pattern form) {
            return value -> form.matcher(value).matches();
        }

        private static List<String> list(String text) {
            return Stream.of(text.split(",")).map(String::strip).filter(item -> !item.isEmpty()).distinct().toList();
        }

        private static boolean isAddress(String text) {
            return address(text).isPresent();
        }

        private static boolean isTarget(String text) {
            return EVENT_SOURCE.matcher(text).matches()
                    || address(text).filter(target -> "https".equals(target.getScheme())).isPresent();
        }

        private static boolean isOrigin(String text) {
            return address(text).filter(origin -> text.equals(origin.getScheme() + "://" + origin.getRawAuthority()))
                    .isPresent();
        }

        private static Optional<URI> address(String text) {
            try {
                var address = new URI(text);
                var host = address.getHost();
                // Without TLS only for a page that runs on the developer's own machine.
                var schemes = host != null && LOOPBACK.contains(host) ? Set.of("https", "http") : Set.of("https");
                return host != null && schemes.contains(String.valueOf(address.getScheme()))
                        && address.getRawUserInfo() == null && address.getRawFragment() == null
                                ? Optional.of(address)
                                : Optional.empty();
            } catch (URISyntaxException malformed) {
                return Optional.empty();
            }
        }
    }
}
