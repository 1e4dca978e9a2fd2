package com.atom.shopify.infra;

import com.atom.shopify.routes.LambdaFunction;

/// A function's zip has not been built.
public final class MissingZipException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MissingZipException(LambdaFunction function) {
        super(function.zip() + " is missing; build first: mvn package");
    }
}
