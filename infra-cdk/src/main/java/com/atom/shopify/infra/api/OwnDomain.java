package com.atom.shopify.infra.api;

import com.atom.shopify.infra.Deployment.Domain;
import com.atom.shopify.infra.Deployment.Edge;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigatewayv2.ApiMapping;
import software.amazon.awscdk.services.apigatewayv2.DomainName;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.SecurityPolicy;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.OriginProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.SecurityPolicyProtocol;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.HttpOrigin;
import software.constructs.Construct;

/// The API under a name of the operator's own, with CloudFront and a web ACL in front of it if wanted. The functions see the same
/// name either way, because CloudFront passes on the host that it was asked for. The record in DNS is the operator's to make, at
/// the output `DomainTarget`.
final class OwnDomain extends Construct {
    private final String url;

    OwnDomain(Construct scope, Domain domain, HttpApi api, HttpStage stage) {
        super(scope, "Domain");
        var name = DomainName.Builder.create(this, "Name")
                .domainName(domain.name())
                .certificate(Certificate.fromCertificateArn(this, "Certificate", domain.certificate()))
                .securityPolicy(SecurityPolicy.TLS_1_2)
                .build();
        ApiMapping.Builder.create(this, "Mapping").api(api).domainName(name).stage(stage).build();
        var target = domain.edge().map(edge -> distribution(domain.name(), edge, name).getDistributionDomainName())
                .orElseGet(name::getRegionalDomainName);
        this.url = "https://" + domain.name();
        CfnOutput.Builder.create(Stack.of(this), "DomainTarget")
                .description("Where the name " + domain.name() + " must point in DNS").value(target).build();
    }

    String url() {
        return url;
    }

    private Distribution distribution(String name, Edge edge, DomainName origin) {
        return Distribution.Builder.create(this, "Distribution")
                .comment("ATOM Shopify: " + name)
                .domainNames(List.of(name))
                .certificate(Certificate.fromCertificateArn(this, "EdgeCertificate", edge.certificate()))
                .minimumProtocolVersion(SecurityPolicyProtocol.TLS_V1_2_2021)
                .httpVersion(HttpVersion.HTTP2_AND_3)
                .webAclId(edge.webAcl())
                .defaultBehavior(BehaviorOptions.builder()
                        .origin(HttpOrigin.Builder.create(origin.getRegionalDomainName())
                                .protocolPolicy(OriginProtocolPolicy.HTTPS_ONLY).build())
                        .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
                        .allowedMethods(AllowedMethods.ALLOW_ALL)
                        // Answers are a user's own, and a delivery must arrive as it was signed.
                        .cachePolicy(CachePolicy.CACHING_DISABLED)
                        .originRequestPolicy(OriginRequestPolicy.ALL_VIEWER)
                        .compress(false)
                        .build())
                .build();
    }
}
