/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.internal.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * A plain HTTP client for an emulator.
 */
public final class TestApi {

    public static final String HELLO = "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa";

    public static final String HELLO_ALICE = "{\"version\":\"" + HELLO + "\",\"input\":{\"text\":\"Alice\"}}";

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    private final ReplicateEmulator emulator;

    private final String token;

    public TestApi(ReplicateEmulator emulator) {
        this(emulator, emulator.token());
    }

    public TestApi(ReplicateEmulator emulator, String token) {
        this.emulator = emulator;
        this.token = token;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> post(String path, String body, String... headers) {
        return send(postRequest(path, body, headers));
    }

    public HttpResponse<String> patch(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    public CompletableFuture<HttpResponse<String>> postAsync(String path, String body, String... headers) {
        return HTTP.sendAsync(postRequest(path, body, headers).build(), BodyHandlers.ofString());
    }

    /** Create a prediction of an official model, and return it. */
    public Map<String, Object> create(String model, String... headers) {
        HttpResponse<String> response = post("/models/" + model + "/predictions", "{\"input\":{}}", headers);
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return json(response);
    }

    /** Create a prediction of an official model with a webhook, and return it. */
    public Map<String, Object> createWithWebhook(String model, String url, String... events) {
        HttpResponse<String> response = post("/models/" + model + "/predictions", webhookBody(url, events));
        if (response.statusCode() != 201) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return json(response);
    }

    public static String webhookBody(String url, String... events) {
        String filter =
                events.length == 0 ? "" : ",\"webhook_events_filter\":[\"" + String.join("\",\"", events) + "\"]";
        return "{\"input\":{},\"webhook\":\"" + url + "\"" + filter + "}";
    }

    /** Upload a file, and return its URL. */
    public String upload(byte[] content) {
        HttpResponse<String> response = send(request("/files")
                .header("Content-Type", "multipart/form-data; boundary=X")
                .POST(HttpRequest.BodyPublishers.concat(
                        HttpRequest.BodyPublishers.ofString(
                                "--X\r\nContent-Disposition: form-data; name=\"content\"; filename=\"a.bin\"\r\n\r\n"),
                        HttpRequest.BodyPublishers.ofByteArray(content),
                        HttpRequest.BodyPublishers.ofString("\r\n--X--\r\n"))));
        if (response.statusCode() != 201) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return (String) at(response, "urls", "get");
    }

    public Map<String, Object> prediction(Object id) {
        return json(get("/predictions/" + id));
    }

    public HttpResponse<byte[]> download(Object url) {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create((String) url)).build(), BodyHandlers.ofByteArray());
        } catch (IOException ex) {
            throw new BrokenExchange(ex);
        } catch (InterruptedException ex) {
            throw new AssertionError(ex);
        }
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException ex) {
            throw new BrokenExchange(ex);
        } catch (InterruptedException ex) {
            throw new AssertionError(ex);
        }
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : this.emulator.baseUrl() + path))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + this.token);
    }

    private HttpRequest.Builder postRequest(String path, String body, String... headers) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** Send raw bytes, and return everything that is received until the connection ends. */
    public static Wire raw(int port, String request) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            InputStream in = socket.getInputStream();
            for (int each = in.read(); each >= 0; each = in.read()) {
                received.write(each);
            }
            return new Wire(received.toString(StandardCharsets.UTF_8), false);
        } catch (SocketException ex) {
            return new Wire(received.toString(StandardCharsets.UTF_8), true);
        }
    }

    public static Map<String, Object> json(HttpResponse<String> response) {
        return Json.readObject(response.body().getBytes(StandardCharsets.UTF_8));
    }

    /** Return the value at a path of names in a JSON object. */
    public static Object at(HttpResponse<String> response, String... path) {
        Object value = json(response);
        for (String name : path) {
            value = ((Map<?, ?>) value).get(name);
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> results(HttpResponse<String> response) {
        return (List<Map<String, Object>>) json(response).get("results");
    }

    /** Wait for a condition, with a timeout that suits slow machines. */
    public static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(30));
    }

    /** The data received over a connection. */
    public record Wire(String text, boolean reset) {}

    /**
     * Signals a broken connection.
     */
    public static final class BrokenExchange extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BrokenExchange(IOException cause) {
            super(cause);
        }
    }
}
