package com.atom.shopify.infra.data;

import com.atom.shopify.infra.Deployment;
import com.atom.shopify.tables.Table;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// The retained stack: deleting it is refused, and what holds merchants' data would survive even that.
public final class DataStack extends Stack {
    private final Data data;

    public DataStack(Construct app, Deployment deployment) {
        super(app, "Data", StackProps.builder()
                .stackName("atom-shopify-" + deployment.stage() + "-data")
                .description("ATOM Shopify: tables, keys, client secret")
                .terminationProtection(true)
                .build());
        var tables = Arrays.stream(Table.values())
                .collect(Collectors.toMap(Function.identity(), table -> StateTable.declare(this, table)));
        var keys = Arrays.stream(BoundKey.values())
                .collect(Collectors.toMap(Function.identity(), key -> key.declare(this, deployment.stage(),
                        key == BoundKey.TOKENS ? deployment.tokenKeys() : 1)));
        var clientSecret = ClientSecret.declare(this, deployment.stage());
        var issuer = deployment.tokenIssuer().orElseGet(() -> Users.declare(this));
        this.data = new Data(tables, keys, clientSecret, issuer);
    }

    public Data data() {
        return data;
    }
}
