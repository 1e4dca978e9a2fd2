package com.atom.shopify.local;

/// Why the runner cannot start, in one line for the person at the terminal.
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailure(String message) {
        super(message);
    }
}
