package com.atom.shopify.jobs;

import com.atom.shopify.announcements.Announcement;
import com.atom.shopify.announcements.Announcements;
import com.atom.shopify.connections.Connections;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.queue.Received;
import com.atom.shopify.queue.Verdict;
import com.atom.shopify.reports.Report;
import com.atom.shopify.reports.ReportEntry;
import com.atom.shopify.reports.ReportFiles;
import com.atom.shopify.reports.ReportIndex;
import com.atom.shopify.reports.ReportMaker;
import com.atom.shopify.reports.ReportMaker.Made;
import com.atom.shopify.reports.ReportTask;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a report and tells the platform. Of several messages about one report one makes it; who dies over it leaves it to the next
/// one after a while. The files have the report's name, so making it again changes no address.
@Singleton
final class ReportWork {
    private static final Logger LOG = LoggerFactory.getLogger(ReportWork.class);
    private static final Duration UNTIL_WRITTEN = Duration.ofSeconds(2);
    /// By then a report that was asked for is written, or nobody will.
    private static final Duration LATEST_WRITTEN = Duration.ofMinutes(1);
    private static final Duration NEXT_SLICE = Duration.ofSeconds(1);

    private final ReportIndex index;
    private final ReportMaker maker;
    private final ReportFiles files;
    private final Connections connections;
    private final Announcements announcements;
    private final Clock clock;

    ReportWork(ReportIndex index, ReportMaker maker, ReportFiles files, Connections connections,
            Announcements announcements, Clock clock) {
        this.index = index;
        this.maker = maker;
        this.files = files;
        this.connections = connections;
        this.announcements = announcements;
        this.clock = clock;
    }

    Verdict on(ReportTask task, Received message) {
        var found = index.find(task.shop(), task.id());
        if (found.isEmpty()) {
            return askedAt(task).plus(LATEST_WRITTEN).isAfter(clock.instant())
                    ? Verdict.Later.after(UNTIL_WRITTEN, "report.not-written")
                    : new Verdict.Done();
        }
        return switch (found.get().status()) {
            case QUEUED, RUNNING -> take(task.shop(), found.get(), message);
            case READY -> found.get().isTaken(clock.instant())
                    ? Verdict.Later.after(UNTIL_WRITTEN, "report.telling")
                    : announce(task.shop(), found.get());
            case FAILED -> new Verdict.Done();
        };
    }

    /// The message comes before what it is about is written.
    private static Instant askedAt(ReportTask task) {
        return Instant.ofEpochMilli(Long.parseLong(task.id(), 0, task.id().indexOf('-'), 10));
    }

    private Verdict take(ShopDomain shop, ReportEntry known, Received message) {
        var now = clock.instant();
        if (known.isTaken(now)) {
            return Verdict.Later.after(UNTIL_WRITTEN, "report.running");
        }
        var taken = known.taken(message.deadline().at());
        if (!index.write(shop, taken)) {
            return Verdict.Later.after(UNTIL_WRITTEN, "report.overtaken");
        }
        try {
            return make(shop, taken);
        } catch (RuntimeException trouble) {
            if (trouble instanceof FailureException failed && !(Verdict.of(failed) instanceof Verdict.Later)) {
                return failed(shop, taken, failed.failure().code());
            }
            if (message.isLastAttempt() && !(Verdict.of(trouble) instanceof Verdict.Later)) {
                var _ = failed(shop, taken, "bug");
            } else {
                index.write(shop, taken.reached(taken.daysDone(), taken.days()));
            }
            throw trouble;
        }
    }

    private Verdict make(ShopDomain shop, ReportEntry taken) {
        var facts = connections.facts(shop);
        if (facts.isEmpty()) {
            return failed(shop, taken, "store.not-found");
        }
        return switch (maker.of(shop, facts.get().currency(), taken)) {
            case Made.Reached(var done, var days) -> {
                index.write(shop, taken.reached(done, days));
                yield Verdict.Later.after(NEXT_SLICE, "report.summing");
            }
            case Made.Done(var report) -> file(shop, taken, report);
        };
    }

    private Verdict file(ShopDomain shop, ReportEntry taken, Report report) {
        files.put(report);
        var ready = taken.ready(report.partial(), clock.instant());
        if (!index.write(shop, ready)) {
            return Verdict.Later.after(UNTIL_WRITTEN, "report.overtaken");
        }
        ended(shop, ready);
        return announce(shop, ready);
    }

    /// Told at least once: a message that finds it untold by who made it tells it.
    private Verdict announce(ShopDomain shop, ReportEntry ready) {
        if (!ready.told()) {
            announcements.publish(new Announcement.ReportReady(shop, ready.id(), clock.instant()));
            index.write(shop, ready.announced());
        }
        return new Verdict.Done();
    }

    private Verdict failed(ShopDomain shop, ReportEntry taken, String reason) {
        var failed = taken.failed(reason, clock.instant());
        if (index.write(shop, failed)) {
            ended(shop, failed);
        }
        return new Verdict.Done();
    }

    private static void ended(ShopDomain shop, ReportEntry entry) {
        LOG.atInfo().addKeyValue("shop", shop).addKeyValue("report", entry.id()).addKeyValue("kind", entry.kind())
                .addKeyValue("cadence", String.valueOf(entry.cadence())).addKeyValue("outcome", entry.status())
                .addKeyValue("partial", entry.partial()).addKeyValue("reason", String.valueOf(entry.reason()))
                .log("report ended");
    }
}
