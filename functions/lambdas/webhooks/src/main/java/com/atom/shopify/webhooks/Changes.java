package com.atom.shopify.webhooks;

import com.atom.shopify.announcements.Announcement;
import com.atom.shopify.announcements.Announcements;
import jakarta.inject.Singleton;

/// Follows resources of a store from state to state, whatever the order of what is told about them.
///
/// What is done for a new state may be done again, because whoever does it may die before it is noted; so it only ever makes us look
/// at Shopify again, where the truth is, and never depends on what the delivery says. For the same reason two states that
/// cannot be told apart are both followed.
@Singleton
final class Changes {
    private final Versions versions;
    private final Announcements announcements;
    private final StillThere stillThere;

    Changes(Versions versions, Announcements announcements, StillThere stillThere) {
        this.versions = versions;
        this.announcements = announcements;
        this.stillThere = stillThere;
    }

    /// A resource was made or changed.
    ///
    /// @param resource names it within its shop
    Reacted follow(Notice notice, String resource, Runnable effect, Announcement announcement) {
        return switch (versions.standing(notice.shop(), resource, notice.version())) {
            case NEWER, UNCLEAR -> {
                effect.run();
                announcements.publish(announcement);
                yield Reacted.with(Outcome.APPLIED,
                        versions.followed(notice.shop(), resource, notice.version()));
            }
            case SAME -> Reacted.with(Outcome.DUPLICATE);
            case OLDER -> Reacted.with(Outcome.STALE);
            case DELETED -> Reacted.with(Outcome.DELETED);
        };
    }

    /// A resource is said to be deleted. Its headers are not signed, so Shopify is asked, with the token of the shop that they name.
    Reacted end(Notice notice, StillThere.Kind kind, Runnable effect, Announcement announcement) {
        var gid = notice.gid(kind.gid(), "id");
        if (stillThere.is(kind, gid, notice)) {
            return Reacted.with(Outcome.STILL_THERE);
        }
        effect.run();
        announcements.publish(announcement);
        return Reacted.with(Outcome.APPLIED,
                versions.deleted(notice.shop(), gid.toString(), notice.triggeredAt()));
    }
}
