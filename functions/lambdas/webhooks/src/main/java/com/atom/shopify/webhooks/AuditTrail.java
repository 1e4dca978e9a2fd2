package com.atom.shopify.webhooks;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.tables.Table;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.Put;

/// That a privacy request was carried out, and when: for each shop and notice one record, without anything of whom it was about. It
/// outlives the shop.
@Singleton
final class AuditTrail {
    private static final Duration KEPT = Duration.ofDays(3 * 365);

    private final String table;
    private final Clock clock;

    AuditTrail(Deployed deployed, Clock clock) {
        this.table = deployed.table(Table.WORK);
        this.clock = clock;
    }

    /// The record, as a part of a transaction; that of the same notice again is the same.
    Put record(Notice notice, Outcome outcome) {
        var now = clock.instant();
        return Put.builder().tableName(table)
                .item(Map.of("owner", Items.text("audit#" + notice.shop()), "record",
                        Items.text(notice.topic().header() + "#" + notice.id()), "topic",
                        Items.text(notice.topic().header()), "outcome", Items.text(outcome.word()), "done_at",
                        Items.number(now.toEpochMilli()), "expires_at", Items.time(now.plus(KEPT))))
                .build();
    }
}
