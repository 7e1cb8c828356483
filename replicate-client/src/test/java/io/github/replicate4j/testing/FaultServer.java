/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that breaks connections as servers, proxies and networks do. Each connection gets the next behavior of the
 * script, or the final behavior after the end of the script. The server records all requests.
 */
public final class FaultServer implements AutoCloseable {

    /** How the server treats a connection. */
    public interface Behavior {

        void meet(Connection connection) throws IOException, InterruptedException;
    }

    /** A received request. */
    public record Received(String method, String path, Map<String, String> headers, String body) {

        public String header(String name) {
            return this.headers.get(name.toLowerCase(Locale.ROOT));
        }

        public boolean creates() {
            return this.method.equals("POST") && this.path.endsWith("/predictions");
        }
    }

    /** A response header that keeps the connection open for another request. */
    public static final String KEEP_ALIVE = "Connection: keep-alive";

    private final ServerSocket socket;

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fault-server");
        thread.setDaemon(true);
        return thread;
    });

    private final Queue<Behavior> script = new ConcurrentLinkedQueue<>();

    private final List<Received> requests = new CopyOnWriteArrayList<>();

    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private final AtomicInteger connections = new AtomicInteger();

    private volatile Behavior finalBehavior = json(201, Wire.prediction("created", "starting"));

    private FaultServer() {
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        this.threads.submit(this::accept);
    }

    public static FaultServer start(Behavior... script) {
        FaultServer server = new FaultServer();
        server.script.addAll(List.of(script));
        return server;
    }

    public FaultServer afterwards(Behavior behavior) {
        this.finalBehavior = behavior;
        return this;
    }

    /** Add to the script. */
    public FaultServer then(Behavior... script) {
        this.script.addAll(List.of(script));
        return this;
    }

    public int port() {
        return this.socket.getLocalPort();
    }

    public String origin() {
        return "http://localhost:" + port();
    }

    public String baseUrl() {
        return origin() + "/v1";
    }

    public List<Received> requests() {
        return List.copyOf(this.requests);
    }

    public long creates() {
        return this.requests.stream().filter(Received::creates).count();
    }

    public int connections() {
        return this.connections.get();
    }

    private void accept() {
        while (!this.socket.isClosed()) {
            try {
                Socket client = this.socket.accept();
                this.open.add(client);
                this.connections.incrementAndGet();
                Behavior next = this.script.poll();
                Behavior behavior = next == null ? this.finalBehavior : next;
                this.threads.submit(() -> serve(client, behavior));
            } catch (IOException ex) {
                return;
            }
        }
    }

    private void serve(Socket client, Behavior behavior) {
        try (client) {
            client.setTcpNoDelay(true);
            behavior.meet(new Connection(client));
        } catch (IOException ex) {
            // The client disconnected, as many tests expect.
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        this.socket.close();
        for (Socket client : this.open) {
            client.close();
        }
        this.threads.shutdownNow();
    }

    /** A connection of a client. */
    public class Connection {

        private final Socket socket;

        private final InputStream in;

        private final OutputStream out;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.out = socket.getOutputStream();
        }

        public void readHead() throws IOException {
            FaultServer.this.requests.add(head());
        }

        public Received readRequest() throws IOException {
            Received head = head();
            int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
            byte[] content = head.headers().containsKey("transfer-encoding") ? chunks() : this.in.readNBytes(length);
            String body = new String(content, StandardCharsets.UTF_8);
            Received request = new Received(head.method(), head.path(), head.headers(), body);
            FaultServer.this.requests.add(request);
            return request;
        }

        private byte[] chunks() throws IOException {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            while (true) {
                int length = Integer.parseInt(until("\r\n").strip(), 16);
                content.write(this.in.readNBytes(length));
                until("\r\n");
                if (length == 0) {
                    return content.toByteArray();
                }
            }
        }

        /** Read until the client disconnects, and return the number of bytes. */
        public long readToTheEnd() {
            byte[] buffer = new byte[64 * 1024];
            long count = 0;
            try {
                for (int read = this.in.read(buffer); read >= 0; read = this.in.read(buffer)) {
                    count += read;
                }
            } catch (IOException ex) {
                // The client reset the connection.
            }
            return count;
        }

        private String until(String end) throws IOException {
            StringBuilder text = new StringBuilder();
            while (text.length() < end.length()
                    || !text.substring(text.length() - end.length()).equals(end)) {
                int next = this.in.read();
                if (next < 0) {
                    throw new IOException("The connection ended within a request");
                }
                text.append((char) next);
            }
            return text.toString();
        }

        private Received head() throws IOException {
            String[] lines = until("\r\n\r\n").split("\r\n");
            String[] first = lines[0].split(" ");
            Map<String, String> headers = new TreeMap<>();
            for (int i = 1; i < lines.length; i++) {
                int colon = lines[i].indexOf(':');
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
            return new Received(first[0], first[1], headers, "");
        }

        public void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.UTF_8));
        }

        public void write(byte[] bytes) throws IOException {
            this.out.write(bytes);
            this.out.flush();
        }

        public void write(Path file) throws IOException {
            Files.copy(file, this.out);
            this.out.flush();
        }

        public Connection thatWasRead(Received request) throws IOException {
            return new Connection(this.socket) {
                @Override
                public Received readRequest() {
                    return request;
                }
            };
        }

        /** Wait until the client closes the connection. */
        public void awaitEnd() throws IOException {
            try {
                this.in.transferTo(OutputStream.nullOutputStream());
            } catch (SocketException ex) {
                // A reset is an end, too.
            }
        }

        public void reset() throws IOException {
            this.socket.setSoLinger(true, 0);
            this.socket.close();
        }
    }

    public static String answer(int status, String contentType, String body, String... headers) {
        StringBuilder response = new StringBuilder("HTTP/1.1 " + status + " Status\r\nContent-Type: " + contentType
                + "\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n");
        for (String header : headers) {
            response.append(header).append("\r\n");
        }
        if (!List.of(headers).contains(KEEP_ALIVE)) {
            // Otherwise the client could send its next request on a connection that is about to be closed.
            response.append("Connection: close\r\n");
        }
        return response.append("\r\n").append(body).toString();
    }

    public static Behavior status(int status, String body, String... headers) {
        return connection -> {
            connection.readRequest();
            connection.write(answer(status, "text/html", body, headers));
        };
    }

    public static Behavior json(int status, String body, String... headers) {
        return connection -> {
            connection.readRequest();
            connection.write(answer(status, "application/json", body, headers));
        };
    }

    public static Behavior bytes(String head, byte[] body) {
        return connection -> {
            connection.readRequest();
            connection.write(head.replace("\n", "\r\n") + "Connection: close\r\n\r\n");
            connection.write(body);
        };
    }

    /** Read the request, write exactly this text, and close the connection. */
    public static Behavior text(String text) {
        return connection -> {
            connection.readRequest();
            connection.write(text);
        };
    }

    public static Behavior resetOnAccept() {
        return Connection::reset;
    }

    public static Behavior resetBeforeBody() {
        return connection -> {
            connection.readHead();
            connection.reset();
        };
    }

    public static Behavior resetAfterBody() {
        return connection -> {
            connection.readRequest();
            connection.reset();
        };
    }

    public static Behavior closeAfterBody() {
        return Connection::readRequest;
    }

    /** Send less than the announced length. */
    public static Behavior tornBody(int status, String body) {
        return text("HTTP/1.1 " + status + " Status\r\nContent-Type: application/json\r\nContent-Length: "
                + (body.length() + 100) + "\r\n\r\n" + body);
    }

    public static Behavior neverAnswer() {
        return connection -> {
            connection.readRequest();
            new CountDownLatch(1).await();
        };
    }

    /** Send {@code abc}, the first bytes of a body, and then nothing. */
    public static Behavior stalledBody() {
        return connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
            new CountDownLatch(1).await();
        };
    }

    public static Behavior answerAfter(CountDownLatch signal, Behavior response) {
        return connection -> {
            Received request = connection.readRequest();
            signal.await();
            response.meet(connection.thatWasRead(request));
        };
    }

    /** Send the response byte by byte. */
    public static Behavior split(int status, String body) {
        return connection -> {
            connection.readRequest();
            for (byte each : answer(status, "application/json", body).getBytes(StandardCharsets.UTF_8)) {
                connection.write(new byte[] {each});
            }
        };
    }

    /** Use one connection for two requests. */
    public static Behavior keepAlive(Behavior first, Behavior second) {
        return connection -> {
            first.meet(connection);
            second.meet(connection);
        };
    }
}
