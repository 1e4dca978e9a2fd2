package com.atom.shopify.infra;

import com.atom.shopify.infra.api.ApiStack;
import com.atom.shopify.infra.data.DataStack;
import com.atom.shopify.infra.firewall.FirewallStack;
import com.atom.shopify.infra.inbox.InboxStack;
import com.atom.shopify.infra.schedule.ScheduleStack;
import com.atom.shopify.infra.watch.WatchStack;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Queue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;

/// The CDK app. A setting comes from the context (`cdk synth -c STAGE=prod`) or else from the environment; the one
/// argument is the project's root, below which the build has left the zips.
public final class ShopApp {
    private final Stack data;
    private final Stack api;

    private ShopApp(Stack data, Stack api) {
        this.data = data;
        this.api = api;
    }

    public static void main(String[] arguments) {
        var app = empty(App.Builder.create());
        try {
            declare(app, Deployment.of(setting(app)), Path.of(arguments[0]));
        } catch (UnusableSettingsException | MissingZipException stop) {
            System.err.println(stop.getMessage());
            System.exit(1);
        }
        app.synth();
    }

    /// An app whose output depends on nothing but what is declared: no reports to AWS, no paths of this machine. A
    /// template that breaks CloudFormation's own rules stops the synth.
    public static App empty(App.Builder app) {
        return app.analyticsReporting(false).performanceReporting(false).treeMetadata(false).stackTraces(false)
                .postCliContext(Map.of(
                        "@aws-cdk/core:validateAgainstDefaultRules", true,
                        // An export in use cannot be removed: the tables cannot go away below the functions.
                        "@aws-cdk/core:defaultCrossStackReferences", "strong"))
                .build();
    }

    /// Declares the stacks of a deployment.
    ///
    /// @throws MissingZipException when a function is not built below the root
    public static ShopApp declare(App app, Deployment deployment, Path root) {
        var zips = zips(root);
        Tags.of(app).add("app", "atom-shopify");
        Tags.of(app).add("stage", deployment.stage());
        var data = new DataStack(app, deployment);
        var inbox = new InboxStack(app, deployment).inbox();
        var api = new ApiStack(app, deployment, data.data(), inbox, zips);
        var _ = new ScheduleStack(app, deployment, api.live(LambdaFunction.JOBS),
                inbox.queue(Queue.JOBS).deadLetters());
        var _ = new WatchStack(app, deployment, data.data(), inbox, api);
        if (deployment.firewall()) {
            var _ = new FirewallStack(app, deployment);
        }
        return new ShopApp(data, api);
    }

    /// The stack that is retained.
    public Stack data() {
        return data;
    }

    /// The stack of functions and API.
    public Stack api() {
        return api;
    }

    private static Map<LambdaFunction, Path> zips(Path root) {
        return Arrays.stream(LambdaFunction.values()).collect(Collectors.toMap(function -> function, function -> {
            var zip = root.resolve(function.zip());
            if (!Files.isRegularFile(zip)) {
                throw new MissingZipException(function);
            }
            return zip;
        }));
    }

    private static Function<String, @Nullable String> setting(App app) {
        return name -> app.getNode().tryGetContext(name) instanceof String value ? value : System.getenv(name);
    }
}
