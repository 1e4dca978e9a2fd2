package com.atom.shopify.bench.client;

import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Takes the time of a process's calls of AWS apart: what the SDK does around a request, and the request itself, from when it goes to the
/// connection until its answer begins. The SDK finds this class by its name in `execution.interceptors`. Only for processes that call one
/// after the other.
public final class AwsTime implements ExecutionInterceptor {
    private static final AtomicLong LAST = new AtomicLong();
    private static final AtomicLong SDK = new AtomicLong();
    private static final AtomicLong HTTP = new AtomicLong();

    /// Begins at zero.
    static void forget() {
        SDK.set(0);
        HTTP.set(0);
    }

    /// Nanoseconds in the SDK and in requests since they were forgotten, as further words of a line of [TimedProcess].
    static String words() {
        return SDK + " " + HTTP;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
        LAST.set(System.nanoTime());
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission call, ExecutionAttributes attributes) {
        SDK.addAndGet(sinceLast());
    }

    @Override
    public void afterTransmission(Context.AfterTransmission call, ExecutionAttributes attributes) {
        HTTP.addAndGet(sinceLast());
    }

    @Override
    public void afterExecution(Context.AfterExecution call, ExecutionAttributes attributes) {
        SDK.addAndGet(sinceLast());
    }

    private static long sinceLast() {
        var now = System.nanoTime();
        return now - LAST.getAndSet(now);
    }
}
