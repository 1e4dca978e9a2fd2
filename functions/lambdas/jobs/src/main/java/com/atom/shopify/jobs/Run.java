package com.atom.shopify.jobs;

import com.atom.shopify.routes.Job;
import java.time.Instant;

/// One run of a job. A schedule that calls twice names the same run.
record Run(Job job, Instant scheduledAt) {

    String id() {
        return job.id() + "#" + scheduledAt;
    }
}
