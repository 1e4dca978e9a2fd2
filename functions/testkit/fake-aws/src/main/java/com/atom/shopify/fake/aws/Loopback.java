package com.atom.shopify.fake.aws;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An HTTP server on a free port of 127.0.0.1 with a virtual thread per request.
final class Loopback implements AutoCloseable {
    static {
        // Without it a keep-alive answer waits for the caller's delayed acknowledgement, some 40 ms each.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Loopback(HttpHandler handler) {
        try {
            this.server = HttpServer.create(new InetSocketAddress(address(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/", handler);
        server.setExecutor(threads);
        server.start();
    }

    /// 127.0.0.1 itself: `InetAddress.getLoopbackAddress()` may be `::1`, which the endpoint's address does not name.
    static InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[]{127, 0, 0, 1});
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
