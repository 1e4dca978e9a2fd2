package com.atom.shopify.fake.aws;

/// A refusal in the form of AWS's JSON protocols.
final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    AwsError(String type, String message) {
        super(message);
        this.type = type;
    }

    String type() {
        return type;
    }
}
