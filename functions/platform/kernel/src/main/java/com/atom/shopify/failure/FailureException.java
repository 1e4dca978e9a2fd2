package com.atom.shopify.failure;

import org.jspecify.annotations.Nullable;

/// Carries a [Failure] to the edge. Its message is the code alone, so that a logged stack trace leaks nothing.
public final class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public FailureException(Failure failure) {
        this(failure, null);
    }

    /// Keeps the cause for the log; it never reaches a caller.
    public FailureException(Failure failure, @Nullable Throwable cause) {
        super(failure.code(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
