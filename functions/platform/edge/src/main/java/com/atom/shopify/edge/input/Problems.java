package com.atom.shopify.edge.input;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with one request, to be answered all at once.
final class Problems {
    private static final int MOST = 50;

    private final List<Failure.Detail> details = new ArrayList<>();

    void add(String field, String code, String message) {
        if (details.size() < MOST) {
            details.add(Failure.Detail.of(field, code, message));
        }
    }

    void throwIfAny() {
        if (!details.isEmpty()) {
            throw new FailureException(new Failure.Invalid(details));
        }
    }
}
