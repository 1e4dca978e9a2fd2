package com.atom.shopify.routes;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The product's own metrics beside those that AWS makes by itself: one list, which the functions write, and the alarms and
/// the dashboard read. CloudWatch bills each name with each set of values of its dimensions as one metric, so no dimension is
/// a shop, a user or a path.
public enum Metric {
    /// Deliveries whose signature is genuine, and which are in the inbox queue.
    DELIVERIES_ACCEPTED(Unit.COUNT),
    /// Requests to the intake that were answered 401: not signed, or not by Shopify.
    DELIVERIES_FORGED(Unit.COUNT),
    /// Genuine deliveries that were answered 503 because the queue, the bucket or a secret was out of reach. Shopify delivers
    /// them again.
    DELIVERIES_NOT_QUEUED(Unit.COUNT),
    /// Deliveries that API Gateway itself refused, because a Lambda function cannot be given more than 6 MB.
    DELIVERIES_TOO_LARGE(Writer.ACCESS_LOG, Unit.COUNT),
    /// Deliveries that are done with: applied, or found to have nothing to do.
    DELIVERIES_WORKED(Unit.COUNT),
    /// Those of them that are of an unknown topic, or about a shop that nobody connected.
    DELIVERIES_IGNORED(Unit.COUNT),
    /// Deliveries that went to the dead letters with a reason.
    DELIVERIES_PARKED(Unit.COUNT),
    /// From the moment that Shopify triggered a delivery until its effect was done.
    DELIVERY_AGE(Unit.MILLISECONDS),
    /// How long the gateway took to answer the intake's callers, the start of a function included, which Lambda's own measure leaves
    /// out.
    DELIVERY_ANSWERED(Writer.ACCESS_LOG, Unit.MILLISECONDS),
    /// How long ago a message was sent for the first time that has just been put back once more. To SQS it is a new one each time.
    PUT_BACK_AGE(Unit.SECONDS, Dimension.QUEUE),

    /// Connections of stores that were finished: code exchange, or import.
    CONNECTIONS_FINISHED(Unit.COUNT),
    /// Connections that were begun properly and failed for another reason than the merchant's or the caller's: Shopify
    /// refused the code, or did not answer, or named another shop.
    CONNECTIONS_FAILED(Unit.COUNT),
    /// Callbacks and install links with an HMAC that is not Shopify's, or too old.
    CALLBACKS_FORGED(Unit.COUNT),
    /// Callbacks whose state is unknown, used, expired or another user's: `oauth.state-invalid`.
    STATES_REFUSED(Unit.COUNT),
    /// Requests that were answered 401 by the gateway's authorizer or by a function, the intake aside.
    UNAUTHORIZED(Writer.ACCESS_LOG, Unit.COUNT),

    /// Requests that were answered 500 or 503: the fault is ours, not the caller's and not Shopify's.
    ANSWERS_FAILED(Writer.ACCESS_LOG, Unit.COUNT),

    /// Token pairs that Shopify replaced when it was asked to.
    TOKENS_REFRESHED(Unit.COUNT),
    /// Attempts at that which failed; the stored pair is as it was.
    TOKEN_REFRESHES_FAILED(Unit.COUNT),
    /// Stores that became `reauth_required`: only the merchant can connect them again.
    REAUTH_REQUIRED(Unit.COUNT),
    /// Stored tokens that could not be decrypted: the key is out of reach or disabled, or the row was moved.
    TOKENS_UNREADABLE(Unit.COUNT),

    /// Requests that Shopify answered with what was asked for.
    SHOPIFY_ANSWERED(Unit.COUNT),
    /// Requests that failed at Shopify after all retries: errors, time-outs, nonsense.
    SHOPIFY_FAILED(Unit.COUNT),
    /// Answers of Shopify that asked us to slow down.
    SHOPIFY_THROTTLED(Unit.COUNT),
    /// What calls waited for a store's budget at Shopify, before they were sent or after they were throttled.
    SHOPIFY_WAITED(Unit.MILLISECONDS),
    /// Requests whose token Shopify did not accept: 401. Each is tried once more with another token, if there is one.
    SHOPIFY_UNAUTHORIZED(Unit.COUNT),
    /// Answers that Shopify gave from another API version than the one that was asked for.
    OTHER_VERSION_SERVED(Unit.COUNT),

    /// Stores that `check-health` looked at, by what it found: `ok`, `degraded`, `down`.
    STORES_CHECKED(Unit.COUNT, Dimension.STATUS),
    /// Inventory levels that syncs read at Shopify, those of `reconcile` each night, and that we held: a store's first sync compares
    /// nothing.
    LEVELS_COMPARED(Unit.COUNT),
    /// Those among them of which we held another quantity for sale.
    LEVELS_DRIFTED(Unit.COUNT),
    /// Runs of a job that were begun.
    JOBS_BEGUN(Unit.COUNT, Dimension.JOB),
    /// Shops on which a run of a job failed.
    JOB_SHOPS_FAILED(Unit.COUNT, Dimension.JOB);

    /// The CloudWatch namespace of all of them.
    public static final String NAMESPACE = "AtomShopify";

    private final Writer writer;
    private final Unit unit;
    private final Set<Dimension> dimensions;

    Metric(Unit unit, Dimension... more) {
        this(Writer.FUNCTION, unit, more);
    }

    Metric(Writer writer, Unit unit, Dimension... more) {
        this.writer = writer;
        this.unit = unit;
        this.dimensions = EnumSet.of(Dimension.STAGE, more);
    }

    /// The names of dimensions, in the order in which they are written.
    public enum Dimension {
        /// The deployment: the setting `STAGE`. On every metric.
        STAGE,
        /// A job's [Job#id()].
        JOB,
        /// A queue's [Queue#id()].
        QUEUE,
        /// `ok`, `degraded` or `down`.
        STATUS;

        /// As CloudWatch knows it.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// CloudWatch's units.
    public enum Unit {
        COUNT("Count"),
        SECONDS("Seconds"),
        MILLISECONDS("Milliseconds");

        private final String id;

        Unit(String id) {
            this.id = id;
        }

        /// As CloudWatch knows it.
        public String id() {
            return id;
        }
    }

    /// Where a metric comes from.
    public enum Writer {
        /// A function, by a line of its log in CloudWatch's embedded metric format.
        FUNCTION,
        /// A filter on the access log of the gateway, because no function sees the request or not each of them.
        ACCESS_LOG
    }

    /// As CloudWatch knows it, `DeliveriesAccepted` for example.
    public String id() {
        return Stream.of(name().split("_")).map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    public Writer writer() {
        return writer;
    }

    public Unit unit() {
        return unit;
    }

    /// Its dimensions, in the order in which they are written: one set, no further combinations.
    public List<Dimension> dimensions() {
        return List.copyOf(dimensions);
    }

    /// The metrics that functions write.
    public static List<Metric> ofFunctions() {
        return Arrays.stream(values()).filter(metric -> metric.writer == Writer.FUNCTION).toList();
    }
}
