package com.atom.shopify.webhooks;

import com.atom.shopify.announcements.Announcement;
import com.atom.shopify.announcements.Announcements;
import com.atom.shopify.id.Gid;
import com.atom.shopify.sales.SalesBook;
import jakarta.inject.Singleton;

/// Follows orders into the book of what is sold, which knows by itself what is news. What it knew already is announced all the same:
/// whoever wrote it may have died before saying so.
@Singleton
final class Sold {
    private final SalesBook book;
    private final Announcements announcements;

    Sold(SalesBook book, Announcements announcements) {
        this.book = book;
        this.announcements = announcements;
    }

    Reacted shown(Notice notice) {
        var order = notice.gid(Gid.Kind.ORDER, "id");
        return followed(notice, order,
                book.shown(notice, order, notice.payload().bytes(), notice.triggeredAt(), notice.payload().digest()));
    }

    Reacted refunded(Notice notice) {
        var order = notice.gid(Gid.Kind.ORDER, "order_id");
        return followed(notice, order, book.refunded(notice, order, notice.payload().bytes()));
    }

    void deleted(Notice notice) {
        book.deleted(notice.shop(), notice.gid(Gid.Kind.ORDER, "id"), notice.triggeredAt());
    }

    private Reacted followed(Notice notice, Gid order, SalesBook.Outcome outcome) {
        return switch (outcome) {
            case RECORDED, KNOWN -> {
                announcements.publish(new Announcement.OrderChanged(notice.shop(), order,
                        notice.version().updatedAt(), false));
                yield Reacted.with(Outcome.APPLIED);
            }
            case STALE -> Reacted.with(Outcome.STALE);
            case DELETED -> Reacted.with(Outcome.DELETED);
        };
    }
}
