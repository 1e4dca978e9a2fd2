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
import java.time.Clock;
import org.jspecify.annotations.NullUnmarked;

/// The Lambda runtime protocol in plain Java, for machines that AWS's own client has no native code for: asks for an event,
/// gives it to the handler, posts the answer, for ever. Ends when the Runtime API is gone.
public final class JavaRuntime {
    private final String api;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private JavaRuntime(String api) {
        this.api = api;
    }

    public static void main(String[] arguments) {
        var runtime = new JavaRuntime("http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/");
        try {
            runtime.serve(runtime.handler(arguments[0]));
        } catch (IOException gone) {
            System.exit(0);
        } catch (InterruptedException | ReflectiveOperationException stopped) {
            System.exit(1);
        }
    }

    private RequestStreamHandler handler(String name)
            throws IOException, InterruptedException, ReflectiveOperationException {
        try {
            return Class.forName(name).asSubclass(RequestStreamHandler.class).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError failed) {
            var cause = failed.getCause() == null ? failed : failed.getCause();
            cause.printStackTrace();
            post("init/error", error(cause));
            throw failed;
        }
    }

    private void serve(RequestStreamHandler handler) throws IOException, InterruptedException {
        while (true) {
            var next = client.send(HttpRequest.newBuilder(URI.create(api + "invocation/next")).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            var id = next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
            var deadline = next.headers().firstValueAsLong("Lambda-Runtime-Deadline-Ms").orElseThrow();
            var answer = new ByteArrayOutputStream();
            try {
                handler.handleRequest(new ByteArrayInputStream(next.body()), answer, new Call(id, deadline));
                post("invocation/" + id + "/response", answer.toByteArray());
            } catch (IOException | RuntimeException failed) {
                failed.printStackTrace();
                post("invocation/" + id + "/error", error(failed));
            }
        }
    }

    private void post(String path, byte[] body) throws IOException, InterruptedException {
        client.send(HttpRequest.newBuilder(URI.create(api + path)).POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build(), HttpResponse.BodyHandlers.discarding());
    }

    /// Written by hand: the function's class path, which this class joins, may have any JSON library or none.
    private static byte[] error(Throwable failed) {
        return ("{\"errorType\":" + quoted(failed.getClass().getName()) + ",\"errorMessage\":"
                + quoted(String.valueOf(failed.getMessage())) + "}").getBytes(UTF_8);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(
                c -> quoted.append(c < 0x20 || c == '"' || c == '\\' ? "\\u%04x".formatted(c) : Character.toString(c)));
        return quoted.append('"').toString();
    }

    /// What the handler may ask of the runtime; most of it does not exist here.
    @NullUnmarked
    private record Call(String id, long deadline) implements Context {
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
            return (int) Math.max(0, deadline - Clock.systemUTC().millis());
        }

        @Override
        public int getMemoryLimitInMB() {
            return Integer.parseInt(System.getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));
        }

        @Override
        public LambdaLogger getLogger() {
            return new LambdaLogger() {
                @Override
                public void log(String message) {
                    System.out.println(message);
                }

                @Override
                public void log(byte[] message) {
                    log(new String(message, UTF_8));
                }
            };
        }
    }
}
