package com.atom.shopify.webhooks.api;

import com.atom.shopify.sync.Subject;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The body that begins a sync: of everything, or of what was changed last since a time.
@Introspected
record SyncRequest(Subject subject, @Nullable Instant from) {}
