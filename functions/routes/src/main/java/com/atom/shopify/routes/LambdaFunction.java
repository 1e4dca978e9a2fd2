package com.atom.shopify.routes;

/// The Lambda functions of the product; one zip each, named `<id>-function.zip`.
public enum LambdaFunction {
    AUTH("auth"),
    COMMERCE("commerce");

    private final String id;

    LambdaFunction(String id) {
        this.id = id;
    }

    /// The name of the function, of its folder below `functions/lambdas` and the stem of its zip.
    public String id() {
        return id;
    }

    /// The class that AWS calls.
    public String handler() {
        return "com.atom.shopify.edge.HttpEntryPoint";
    }

    /// Where the build leaves the zip, seen from the project's root.
    public String zip() {
        return "functions/lambdas/" + id + "/target/" + id + "-function.zip";
    }
}
