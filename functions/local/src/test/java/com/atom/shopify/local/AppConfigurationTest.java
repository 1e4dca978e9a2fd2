package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.adminschema.AdminSchema;
import com.atom.shopify.routes.AuthRoute;
import com.atom.shopify.routes.IntakeRoute;
import com.atom.shopify.routes.Route;
import com.atom.shopify.routes.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The configuration of the Shopify app declares what the code listens to and needs. It is a template: who deploys puts the client id
/// and the API's address in.
class AppConfigurationTest {
    @Test
    void itSaysWhatTheCodeListensToAndNeeds() throws IOException {
        var intake = IntakeRoute.INTAKE.path();
        var expected = """
                # The configuration of the Shopify app, for the Shopify CLI. Put in the client id and the output ApiUrl; the rest follows
                # from the code, and a test holds it there. See docs/deploy.md.
                client_id = "CLIENT_ID"
                name = "ATOM Shopify"
                application_url = "https://API_URL%s"
                embedded = false

                [access_scopes]
                scopes = "%s"

                [auth]
                redirect_urls = ["https://API_URL%s"]

                [webhooks]
                api_version = "%s"

                [[webhooks.subscriptions]]
                topics = [
                %s
                ]
                uri = "https://API_URL%s"

                [[webhooks.subscriptions]]
                compliance_topics = [
                %s
                ]
                uri = "https://API_URL%s"
                """
                .formatted(AuthRoute.INSTALL.path(), scopes(), AuthRoute.BROWSER_CALLBACK.path(),
                        AdminSchema.VERSION, topics(topic -> !topic.isCompliance()), intake,
                        topics(Topic::isCompliance),
                        intake);
        var file = Path.of(System.getProperty("project.root"), "infra-cdk", "shopify.app.toml");

        assertThat(Files.readString(file)).isEqualTo(expected);
    }

    private static String scopes() {
        return Route.all().stream().flatMap(route -> route.scopes().stream()).distinct().sorted()
                .collect(Collectors.joining(","));
    }

    private static String topics(Predicate<Topic> kind) {
        return Arrays.stream(Topic.values()).filter(kind).map(topic -> "  \"" + topic.header() + "\",").sorted()
                .collect(Collectors.joining("\n"));
    }
}
