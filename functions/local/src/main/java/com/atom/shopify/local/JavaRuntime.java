package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.NullUnmarked;

/// The Lambda runtime protocol in plain Java, for machines that AWS's own client has no native code for: asks for an event,
/// gives it to the handler, posts the answer, for ever.
public final class JavaRuntime {
    private JavaRuntime() {}

    public static void main(String[] arguments) throws Exception {
        var api = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/";
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var handler = Class.forName(arguments[0]).asSubclass(RequestStreamHandler.class).getDeclaredConstructor()
                    .newInstance();
            while (true) {
                var next = client.send(HttpRequest.newBuilder(URI.create(api + "invocation/next")).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                var id = next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
                var answer = new ByteArrayOutputStream();
                var ending = "/response";
                try {
                    handler.handleRequest(new ByteArrayInputStream(next.body()), answer, new Call(id));
                } catch (IOException | RuntimeException failed) {
                    ending = "/error";
                    answer.reset();
                    answer.writeBytes(("{\"errorType\":\"" + failed.getClass().getName() + "\"}").getBytes(UTF_8));
                }
                client.send(HttpRequest.newBuilder(URI.create(api + "invocation/" + id + ending))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(answer.toByteArray())).build(),
                        HttpResponse.BodyHandlers.discarding());
            }
        }
    }

    /// What the handler may ask of the runtime; most of it does not exist here.
    @NullUnmarked
    private record Call(String id) implements Context {
        @Override
        public String getAwsRequestId() {
            return id;
        }

        @Override
        public String getLogGroupName() {
            return null;
        }

        @Override
        public String getLogStreamName() {
            return null;
        }

        @Override
        public String getFunctionName() {
            return System.getenv("AWS_LAMBDA_FUNCTION_NAME");
        }

        @Override
        public String getFunctionVersion() {
            return System.getenv("AWS_LAMBDA_FUNCTION_VERSION");
        }

        @Override
        public String getInvokedFunctionArn() {
            return null;
        }

        @Override
        public CognitoIdentity getIdentity() {
            return null;
        }

        @Override
        public ClientContext getClientContext() {
            return null;
        }

        @Override
        public int getRemainingTimeInMillis() {
            return 29_000;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 1024;
        }

        @Override
        public LambdaLogger getLogger() {
            return null;
        }
    }
}
