/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** HTTP proxy that accepts all CONNECT requests and records their targets. */
final class ConnectProxy implements AutoCloseable {

    private final ServerSocket server;

    private final List<String> targets = new CopyOnWriteArrayList<>();

    private ConnectProxy(ServerSocket server) {
        this.server = server;
    }

    static ConnectProxy start() throws IOException {
        ConnectProxy proxy = new ConnectProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        run(proxy::accept);
        return proxy;
    }

    int port() {
        return this.server.getLocalPort();
    }

    /** Return {@code host:port} of each tunnel. */
    List<String> targets() {
        return this.targets;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = this.server.accept();
            run(() -> tunnel(client));
        }
    }

    private void tunnel(Socket client) throws IOException {
        String target = head(client.getInputStream()).split(" ")[1];
        this.targets.add(target);
        int colon = target.lastIndexOf(':');
        try (client;
                Socket server = new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)))) {
            client.getOutputStream()
                    .write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            run(() -> server.getInputStream().transferTo(client.getOutputStream()));
            client.getInputStream().transferTo(server.getOutputStream());
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private static void run(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException ex) {
                // The client or the server has closed the connection.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            this.server.close();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private interface Work {

        void run() throws IOException;
    }
}
