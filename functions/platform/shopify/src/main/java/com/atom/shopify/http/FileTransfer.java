package com.atom.shopify.http;

import com.atom.shopify.time.Deadline;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Moves files from and to the storage that Shopify names in signed addresses. No token goes there, and no redirect is followed.
@Singleton
public final class FileTransfer implements AutoCloseable {
    private final FreshClient client;

    public FileTransfer(Clock clock) {
        this.client = new FreshClient(clock);
    }

    /// A file that is being received.
    ///
    /// @param from the place in the file where the content begins: a server may not know how to begin elsewhere than at 0
    public record Incoming(int status, long from, InputStream content) {}

    /// Asks for a file from a place on. The content ends with an [IOException] when the connection breaks, or at the deadline.
    ///
    /// @throws IOException when no answer came
    public Incoming get(URI file, long from, Deadline deadline) throws IOException {
        var request = HttpRequest.newBuilder(file).GET();
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        var answer = send(request.build(), BodyHandlers.ofInputStream(), deadline);
        // A body that stalls would hold us beyond the deadline.
        CompletableFuture.delayedExecutor(deadline.left().toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> close(answer.body()));
        return new Incoming(answer.statusCode(), answer.statusCode() == 206 ? from : 0, answer.body());
    }

    /// Posts a body, and gives the status of the answer.
    ///
    /// @throws IOException when no answer came
    public int post(URI to, String contentType, BodyPublisher body, Deadline deadline) throws IOException {
        var request = HttpRequest.newBuilder(to).header("Content-Type", contentType).POST(body).build();
        return send(request, BodyHandlers.discarding(), deadline).statusCode();
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body, Deadline deadline)
            throws IOException {
        var answer = client.get().sendAsync(request, body);
        try {
            return answer.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new IOException("no answer in time");
        } catch (InterruptedException stop) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException failed) {
            // Without the cause's text, which may quote the signed address.
            throw new IOException("the connection broke");
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException closed) {
            // nobody reads it any more
        }
    }

    @Override
    @PreDestroy
    public void close() {
        client.close();
    }
}
