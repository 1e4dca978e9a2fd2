package com.atom.shopify.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.atom.shopify.aws.Priming;
import io.micronaut.context.ApplicationContext;
import io.micronaut.serde.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The handler class of every HTTP function. What a function does is decided by what its zip holds: the one [Endpoints]
/// on the class path. Everything that the function uses is made at the start, so a bad setting stops the start and not the
/// third request; what only another function uses is not made at all.
public final class HttpEntryPoint implements RequestStreamHandler {
    private final ObjectMapper json;
    private final Dispatcher dispatcher;

    /// Called by Lambda.
    public HttpEntryPoint() {
        this(ApplicationContext.builder().banner(false).start());
    }

    HttpEntryPoint(ApplicationContext context) {
        this.json = context.getBean(ObjectMapper.class);
        this.dispatcher = context.getBean(Dispatcher.class);
        var refused = dispatcher.protectedRoute()
                .map(route -> "{\"routeKey\":\"" + route + "\",\"requestContext\":{}}");
        refused.ifPresent(event -> context.getBean(Priming.class).with(() -> answer(
                new ByteArrayInputStream(event.getBytes(UTF_8)), OutputStream.nullOutputStream(), "snapshot")));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        answer(input, output, context.getAwsRequestId());
    }

    private void answer(InputStream input, OutputStream output, String invocationId) throws IOException {
        var event = json.readValue(input, GatewayEvent.class);
        if (event == null) {
            throw new IllegalArgumentException("the event is empty");
        }
        json.writeValue(output, dispatcher.handle(event, invocationId));
    }
}
