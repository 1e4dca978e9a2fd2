package com.atom.shopify.reporting;

import com.atom.shopify.reports.Cadence;
import com.atom.shopify.reports.ReportKind;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/// Which reports of a store are listed: of one kind, of one cadence.
@Introspected
public record ReportFilter(@Nullable ReportKind kind, @Nullable Cadence cadence) {}
