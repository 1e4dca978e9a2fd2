package com.atom.shopify.webhooks;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.Put;

/// How a reaction ended.
///
/// @param rows what is written together with the end of the claim, or not at all
record Reacted(Outcome outcome, List<Put> rows) {
    Reacted {
        rows = List.copyOf(rows);
    }

    static Reacted with(Outcome outcome, Put... rows) {
        return new Reacted(outcome, List.of(rows));
    }
}
