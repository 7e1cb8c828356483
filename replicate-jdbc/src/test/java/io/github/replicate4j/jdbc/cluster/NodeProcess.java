/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.cluster;

import io.github.replicate4j.jdbc.testing.ChildProcess;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;

/** A node of a cluster, whose process ends and starts again on the same port. */
final class NodeProcess implements AutoCloseable {

    private final TestDatabase database;

    final int port;

    private final String[] options;

    private Process process;

    NodeProcess(TestDatabase database, String... options) throws IOException {
        this.database = database;
        this.options = options;
        try (ServerSocket socket = new ServerSocket(0)) {
            this.port = socket.getLocalPort();
        }
        start();
    }

    void start() throws IOException {
        String[] arguments = new String[2 + this.options.length];
        arguments[0] = this.database.url();
        arguments[1] = String.valueOf(this.port);
        System.arraycopy(this.options, 0, arguments, 2, this.options.length);
        this.process = ChildProcess.start(ClusterNode.class, arguments);
    }

    /** End the process by SIGKILL. */
    void kill() {
        this.process.destroyForcibly().onExit().join();
    }

    /** Send a signal, such as STOP or CONT. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(this.process.pid())).start();
        if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IllegalStateException("Signal " + name + " could not be sent");
        }
    }

    @Override
    public void close() {
        kill();
    }
}
