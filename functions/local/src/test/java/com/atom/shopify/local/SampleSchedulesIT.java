package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.routes.Job;
import com.atom.shopify.routes.LambdaFunction;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Sends the sample event of every schedule to the built zip. First, before there are stores to work on.
@Order(0)
class SampleSchedulesIT {
    @ParameterizedTest
    @EnumSource
    void theSampleEventBeginsItsJobOnce(Job job) throws Exception {
        var event = SampleEventsIT.resource("/events/schedules/", job.id() + ".json");
        var jobs = Running.platform().function(LambdaFunction.JOBS);

        var begun = jobs.invoke(event);

        assertThat(begun).isEqualTo("{\"job\":\"" + job.id() + "\",\"run\":\"" + job.id()
                + "#2026-11-23T10:00:00Z\"}").isEqualTo(jobs.invoke(event));
    }
}
