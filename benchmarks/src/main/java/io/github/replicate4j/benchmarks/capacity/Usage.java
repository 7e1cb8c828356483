/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.capacity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Peak usage of threads and connections of this process, sampled several times a second. */
final class Usage implements AutoCloseable {

    private static final int INTERVAL_MILLIS = 200;

    /** Connections of this machine on Linux. */
    private static final List<Path> CONNECTIONS =
            List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

    private static final String ESTABLISHED = "01";

    private final String remotePort;

    private final Thread sampler = new Thread(this::run, "sampler");

    private volatile boolean closed;

    private volatile long webhookThreads;

    private volatile long connections;

    /**
     * Start to sample.
     *
     * @param port port of the server to which connections are counted
     */
    Usage(int port) {
        this.remotePort = String.format(Locale.ROOT, ":%04X", port);
        this.sampler.setDaemon(true);
        this.sampler.start();
    }

    private void run() {
        try {
            while (!this.closed) {
                this.webhookThreads = Math.max(this.webhookThreads, webhookThreadsNow());
                this.connections = Math.max(this.connections, connectionsNow());
                Thread.sleep(INTERVAL_MILLIS);
            }
        } catch (IOException | InterruptedException ex) {
            ex.printStackTrace();
        }
    }

    private static long webhookThreadsNow() {
        Thread[] threads = new Thread[Thread.activeCount() + 100];
        int count = Thread.enumerate(threads);
        return Stream.of(threads)
                .limit(count)
                .filter(thread -> thread.getName().startsWith("replicate-webhook-"))
                .count();
    }

    private long connectionsNow() throws IOException {
        long count = 0;
        for (Path file : CONNECTIONS) {
            if (Files.isReadable(file)) {
                try (Stream<String> lines = Files.lines(file)) {
                    count += lines.map(line -> line.strip().split(" +"))
                            .filter(columns -> columns.length > 3
                                    && columns[2].endsWith(this.remotePort)
                                    && columns[3].equals(ESTABLISHED))
                            .count();
                }
            }
        }
        return count;
    }

    long webhookThreads() {
        return this.webhookThreads;
    }

    long connections() {
        return this.connections;
    }

    @Override
    public void close() {
        this.closed = true;
    }
}
