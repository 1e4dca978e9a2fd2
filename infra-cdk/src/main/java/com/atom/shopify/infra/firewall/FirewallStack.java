package com.atom.shopify.infra.firewall;

import com.atom.shopify.infra.Deployment;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.constructs.Construct;

/// A web ACL for the CloudFront distribution in front of the API. AWS keeps those in us-east-1 only, so this is a stack of its own
/// there, and its output becomes the setting `WEB_ACL`. It never looks at bodies: a delivery's bytes are signed, and the rules
/// against scripts take a product's HTML for an attack.
public final class FirewallStack extends Stack {
    /// From one address in five minutes. Shopify delivers for all stores from few addresses, so its path is left out.
    private static final int MOST_REQUESTS = 3_000;

    public FirewallStack(Construct app, Deployment deployment) {
        super(app, "Firewall", StackProps.builder()
                .stackName("atom-shopify-" + deployment.stage() + "-firewall")
                .description("ATOM Shopify: web ACL for CloudFront")
                .env(Environment.builder().region("us-east-1").build())
                .build());
        var acl = CfnWebACL.Builder.create(this, "WebAcl")
                .name("atom-shopify-" + deployment.stage())
                .description("ATOM Shopify " + deployment.stage())
                .scope("CLOUDFRONT")
                .defaultAction(CfnWebACL.DefaultActionProperty.builder()
                        .allow(CfnWebACL.AllowActionProperty.builder().build()).build())
                .visibilityConfig(counted("all"))
                .rules(List.of(knownBadAddresses(), floods()))
                .build();
        CfnOutput.Builder.create(this, "WebAclArn").description("The setting WEB_ACL").value(acl.getAttrArn()).build();
    }

    private static CfnWebACL.RuleProperty knownBadAddresses() {
        return CfnWebACL.RuleProperty.builder()
                .name("known-bad-addresses")
                .priority(0)
                .overrideAction(CfnWebACL.OverrideActionProperty.builder().none(Map.of()).build())
                .statement(CfnWebACL.StatementProperty.builder()
                        .managedRuleGroupStatement(CfnWebACL.ManagedRuleGroupStatementProperty.builder()
                                .vendorName("AWS").name("AWSManagedRulesAmazonIpReputationList").build())
                        .build())
                .visibilityConfig(counted("known-bad-addresses"))
                .build();
    }

    private static CfnWebACL.RuleProperty floods() {
        return CfnWebACL.RuleProperty.builder()
                .name("floods")
                .priority(1)
                .action(CfnWebACL.RuleActionProperty.builder()
                        .block(CfnWebACL.BlockActionProperty.builder().build()).build())
                .statement(CfnWebACL.StatementProperty.builder()
                        .rateBasedStatement(CfnWebACL.RateBasedStatementProperty.builder()
                                .limit(MOST_REQUESTS)
                                .aggregateKeyType("IP")
                                .scopeDownStatement(elsewhereThan("/webhooks/"))
                                .build())
                        .build())
                .visibilityConfig(counted("floods"))
                .build();
    }

    private static CfnWebACL.StatementProperty elsewhereThan(String path) {
        return CfnWebACL.StatementProperty.builder()
                .notStatement(CfnWebACL.NotStatementProperty.builder()
                        .statement(CfnWebACL.StatementProperty.builder()
                                .byteMatchStatement(CfnWebACL.ByteMatchStatementProperty.builder()
                                        .searchString(path)
                                        .positionalConstraint("STARTS_WITH")
                                        .fieldToMatch(CfnWebACL.FieldToMatchProperty.builder()
                                                .uriPath(Map.of()).build())
                                        .textTransformations(List.of(CfnWebACL.TextTransformationProperty.builder()
                                                .priority(0).type("NONE").build()))
                                        .build())
                                .build())
                        .build())
                .build();
    }

    private static CfnWebACL.VisibilityConfigProperty counted(String name) {
        return CfnWebACL.VisibilityConfigProperty.builder().metricName(name).cloudWatchMetricsEnabled(true)
                .sampledRequestsEnabled(false).build();
    }
}
