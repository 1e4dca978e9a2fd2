package com.atom.shopify.local;

/// The function, not the request, went wrong; API Gateway would answer 500.
final class FunctionError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FunctionError(String message) {
        super(message);
    }
}
