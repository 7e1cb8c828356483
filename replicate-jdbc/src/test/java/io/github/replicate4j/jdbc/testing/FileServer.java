/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Host of output files on this machine, with responses that an emulator does not send. */
public final class FileServer implements AutoCloseable {

    private final HttpServer server;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final Map<String, Response> responses = new ConcurrentHashMap<>();

    private final List<String> requests = new CopyOnWriteArrayList<>();

    public FileServer() {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        this.server.setExecutor(this.threads);
        this.server.createContext("/", this::respond);
        this.server.start();
    }

    private void respond(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(1);
        this.requests.add(name);
        try (exchange) {
            this.responses.getOrDefault(name, status(404)).send(exchange);
        } catch (IOException | InterruptedException ex) {
            // The client has closed the connection, or the server is closed.
        }
    }

    public URI url() {
        return URI.create("http://localhost:" + this.server.getAddress().getPort());
    }

    public String url(String name) {
        return url() + "/" + name;
    }

    /** Names of the requested files. */
    public List<String> requests() {
        return this.requests;
    }

    public void respond(String name, Response response) {
        this.responses.put(name, response);
    }

    /** Respond with a whole file. */
    public static Response file(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return announced(content, bytes.length);
    }

    /** Respond with a file and another length. */
    public static Response announced(String content, long length) {
        return exchange -> {
            exchange.sendResponseHeaders(200, length);
            exchange.getResponseBody().write(content.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        };
    }

    /** Respond with a file, and pause after its first byte until the latch is released. */
    public static Response paused(String content, CountDownLatch started, CountDownLatch resumed) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            OutputStream out = exchange.getResponseBody();
            out.write(bytes, 0, 1);
            out.flush();
            started.countDown();
            resumed.await(1, TimeUnit.MINUTES);
            out.write(bytes, 1, bytes.length - 1);
        };
    }

    public static Response status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    @Override
    public void close() {
        this.server.stop(0);
        this.threads.shutdownNow();
    }

    /** A response of the server. */
    @FunctionalInterface
    public interface Response {

        void send(HttpExchange exchange) throws IOException, InterruptedException;
    }
}
