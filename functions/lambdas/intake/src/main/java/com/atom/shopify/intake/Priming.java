package com.atom.shopify.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.crac.Context;
import org.crac.Resource;
import software.amazon.awssdk.core.warmup.SdkWarmUp;

/// What is done before the checkpoint of SnapStart: the clients are exercised without calling their services, and a delivery that nobody
/// signed is refused. It reads no secret, so none is in the snapshot. Where there is no checkpoint, it never runs.
final class Priming implements Resource {
    private static final byte[] UNSIGNED = ("{\"headers\":{},\"requestContext\":{\"requestId\":\"snapshot\"},"
            + "\"body\":\"{}\",\"isBase64Encoded\":false}").getBytes(UTF_8);

    private final Refusal intake;

    Priming(Refusal intake) {
        this.intake = intake;
    }

    @FunctionalInterface
    interface Refusal {
        void answer(InputStream input, OutputStream output) throws IOException;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) throws IOException {
        SdkWarmUp.warmUp();
        intake.answer(new ByteArrayInputStream(UNSIGNED), OutputStream.nullOutputStream());
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // Connections are opened and secrets read when they are needed.
    }
}
