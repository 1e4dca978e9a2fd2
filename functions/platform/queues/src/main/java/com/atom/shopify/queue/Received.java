package com.atom.shopify.queue;

import com.atom.shopify.time.Deadline;

/// A message that was received.
///
/// @param attempt counts the attempts from 1
/// @param deadline until when the work on it must have ended
public record Received(String id, String body, String group, int attempt, Deadline deadline) {
    static final int MOST_ATTEMPTS = 5;

    /// Whether it is parked when this attempt fails.
    public boolean isLastAttempt() {
        return attempt >= MOST_ATTEMPTS;
    }
}
