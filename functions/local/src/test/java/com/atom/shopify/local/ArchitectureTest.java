package com.atom.shopify.local;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The arrows of the README, read from the class files of every function module.
class ArchitectureTest {
    private static JavaClasses production;

    @BeforeAll
    static void read() throws IOException {
        try (var folders = Files.walk(Path.of(System.getProperty("project.root"), "functions"), 4)) {
            production = new ClassFileImporter().importPaths(folders
                    .filter(folder -> folder.endsWith(Path.of("target", "classes")))
                    .filter(folder -> folder.toString().matches(".*/functions/(routes|platform|lambdas)/.*"))
                    .toList());
        }
    }

    @Test
    void arrowsPointDown() {
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true)
                .layer("functions")
                .definedBy("com.atom.shopify.auth..", "com.atom.shopify.commerce..", "com.atom.shopify.insights",
                        "com.atom.shopify.health..", "com.atom.shopify.webhooks..", "com.atom.shopify.jobs..",
                        "com.atom.shopify.intake..")
                .layer("features").definedBy("com.atom.shopify.products..", "com.atom.shopify.orders..",
                        "com.atom.shopify.customers..", "com.atom.shopify.inventory..",
                        "com.atom.shopify.analytics..", "com.atom.shopify.patterns..",
                        "com.atom.shopify.reporting..")
                .layer("edge").definedBy("com.atom.shopify.edge")
                .layer("queues").definedBy("com.atom.shopify.queue..")
                .layer("subscriptions").definedBy("com.atom.shopify.subscriptions..")
                .layer("bulk").definedBy("com.atom.shopify.bulk..", "com.atom.shopify.sync..")
                .layer("files").definedBy("com.atom.shopify.files..")
                .layer("reports").definedBy("com.atom.shopify.reports..")
                .layer("sales").definedBy("com.atom.shopify.sales..")
                .layer("stock").definedBy("com.atom.shopify.stock..")
                .layer("statistics").definedBy("com.atom.shopify.statistics..")
                .layer("input").definedBy("com.atom.shopify.edge.input..")
                .layer("connections")
                .definedBy("com.atom.shopify.connections..", "com.atom.shopify.tokens..", "com.atom.shopify.once..",
                        "com.atom.shopify.aws..", "com.atom.shopify.catalog..", "com.atom.shopify.log..",
                        "com.atom.shopify.checks..", "com.atom.shopify.audit..")
                .layer("shopify")
                .definedBy("com.atom.shopify.admin..", "com.atom.shopify.oauth..", "com.atom.shopify.http..")
                .whereLayer("functions").mayNotBeAccessedByAnyLayer()
                .whereLayer("features").mayOnlyBeAccessedByLayers("functions")
                .whereLayer("edge").mayOnlyBeAccessedByLayers("functions", "features")
                .whereLayer("queues").mayOnlyBeAccessedByLayers("functions", "subscriptions", "bulk", "reports")
                .whereLayer("subscriptions").mayOnlyBeAccessedByLayers("functions", "sales")
                .whereLayer("bulk").mayOnlyBeAccessedByLayers("functions")
                .whereLayer("files").mayOnlyBeAccessedByLayers("functions", "bulk", "reports")
                .whereLayer("reports").mayOnlyBeAccessedByLayers("functions", "features")
                .whereLayer("sales").mayOnlyBeAccessedByLayers("functions", "features", "reports")
                .whereLayer("stock").mayOnlyBeAccessedByLayers("functions", "features", "reports")
                .whereLayer("statistics").mayOnlyBeAccessedByLayers("features", "reports")
                .whereLayer("input").mayOnlyBeAccessedByLayers("functions", "features", "edge")
                .whereLayer("connections")
                .mayOnlyBeAccessedByLayers("functions", "features", "edge", "queues", "subscriptions",
                        "bulk", "files", "reports", "sales", "stock")
                .whereLayer("shopify")
                .mayOnlyBeAccessedByLayers("functions", "features", "edge", "queues", "subscriptions",
                        "bulk", "connections", "reports", "sales", "stock")
                .check(production);
    }

    @Test
    void onlyTheRequestAndTheCipherReadASecret() {
        noClasses().that().haveNameNotMatching(
                "com\\.atom\\.shopify\\.(admin\\.(AdminApi|Sending)|oauth\\.TokenExchange|tokens\\.TokenFormat).*")
                .should().callMethodWhere(target(
                        name("reveal")))
                .check(production);
    }

    @Test
    void theKernelKnowsNoFrameworkAndNoCloud() {
        noClasses().that()
                .resideInAnyPackage("com.atom.shopify.failure..", "com.atom.shopify.id..", "com.atom.shopify.money..",
                        "com.atom.shopify.metrics..", "com.atom.shopify.proof..", "com.atom.shopify.query..",
                        "com.atom.shopify.time..",
                        "com.atom.shopify.routes..", "com.atom.shopify.tables..")
                .should().dependOnClassesThat()
                .resideInAnyPackage("io.micronaut..", "software.amazon..", "com.fasterxml..", "org.slf4j..")
                .check(production);
    }

    @Test
    void theIntakeKnowsNoFrameworkNoTableAndNoToken() {
        noClasses().that().resideInAPackage("com.atom.shopify.intake..").should().dependOnClassesThat()
                .resideInAnyPackage("io.micronaut..", "software.amazon.awssdk.services.dynamodb..",
                        "software.amazon.awssdk.services.kms..", "com.atom.shopify.tokens..", "org.slf4j..")
                .check(production);
    }

    /// The intake has no framework that would read them for it, and neither has a metric.
    @Test
    void onlySettingsAreReadFromTheEnvironment() {
        noClasses().that().haveNameNotMatching("com\\.atom\\.shopify\\.(intake\\.Intake|metrics\\.Metrics)").should()
                .callMethod(System.class, "getenv", String.class).orShould()
                .callMethod(System.class, "getenv")
                .check(production);
    }
}
