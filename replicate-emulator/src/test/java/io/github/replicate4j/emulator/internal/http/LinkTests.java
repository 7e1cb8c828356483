/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.http;

import static io.github.replicate4j.emulator.TestApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.ReplicateEmulatorBuilder;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.WebhookReceiver;
import io.github.replicate4j.emulator.internal.json.Json;
import io.github.replicate4j.emulator.model.OutputType;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The URLs in responses, which clients follow.
 */
class LinkTests {

    private ReplicateEmulator emulator = start(ReplicateEmulator.builder());

    private static ReplicateEmulator start(ReplicateEmulatorBuilder builder) {
        ReplicateEmulator emulator = builder.pageSize(1).start();
        emulator.model("acme/painter")
                .official()
                .streams()
                .output(OutputType.FILES)
                .respond(script -> script.outputFile(new byte[] {1, 2, 3}, "png"));
        emulator.model("acme/writer").official().streams().respond(script -> script.output("http://localhost:1/a"));
        return emulator;
    }

    @AfterEach
    void close() {
        this.emulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:PORT", "127.0.0.1:PORT", "[::1]:PORT", "emulator:8787", "replicate.test"})
    void everyLinkHasTheHostOfTheRequest(String host) throws IOException {
        String authority = host.replace("PORT", Integer.toString(this.emulator.port()));

        assertEveryLinkBeginsWith("http://" + authority, "Host: " + authority);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://replicate.test|Forwarded: for=192.0.2.1;proto=https;host=replicate.test, for=10.0.0.1;host=inner",
                "https://replicate.test:8443|Forwarded: host=\"replicate.test:8443\";proto=https",
                "https://replicate.test|X-Forwarded-Host: replicate.test; X-Forwarded-Proto: https",
                "https://replicate.test:8443|X-Forwarded-Host: replicate.test, inner; X-Forwarded-Proto: https;"
                        + " X-Forwarded-Port: 8443",
                "https://replicate.test/emulated|X-Forwarded-Host: replicate.test; X-Forwarded-Proto: https;"
                        + " X-Forwarded-Prefix: /emulated/"
            })
    void everyLinkHasTheForwardedHost(String root, String headers) throws IOException {
        String lines = headers.startsWith("Forwarded") ? headers : headers.replace("; ", "\r\n");

        assertEveryLinkBeginsWith(root, "Host: localhost:" + this.emulator.port() + "\r\n" + lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Host: a b",
                "X-Forwarded-Port: many",
                "X-Forwarded-Port: 65536",
                "X-Forwarded-Proto: javascript",
                "Forwarded: host=\"a<b\"",
                "Forwarded: nonsense",
                "X-Forwarded-Host:",
                "X-Forwarded-Prefix: //evil.test",
                "X-Forwarded-Prefix: \"><script>"
            })
    void malformedForwardedHeaderIsIgnored(String header) throws IOException {
        String authority = "127.0.0.1:" + this.emulator.port();

        assertThat(get("/v1/account", "Host: " + authority + "\r\n" + header))
                .containsEntry("avatar_url", "http://" + authority + "/avatar.png");
    }

    @Test
    void linksHaveTheBaseUrlIfTheRequestHasNoHost() throws IOException {
        String response = TestApi.raw(
                        this.emulator.port(), "GET /v1/account HTTP/1.0\r\nAuthorization: Bearer emulator\r\n\r\n")
                .text();

        assertThat(body(response))
                .containsEntry("avatar_url", "http://localhost:" + this.emulator.port() + "/avatar.png");
    }

    @Test
    void publicUrlTakesPrecedence() throws IOException {
        this.emulator.close();
        this.emulator = start(ReplicateEmulator.builder().publicUrl(URI.create("http://emulator:8787")));

        assertEveryLinkBeginsWith("http://emulator:8787", "Host: localhost:1\r\nX-Forwarded-Host: replicate.test");
    }

    @Test
    void eachClientGetsItsOwnLinks() throws IOException {
        String id = (String) create("acme/painter", "Host: emulator:8787").get("id");

        assertThat(get("/v1/predictions/" + id, "Host: 127.0.0.1:9"))
                .containsEntry("output", List.of("http://127.0.0.1:9/outputs/" + id + "/0.png"));
        assertThat(this.emulator.predictions().get(0).output())
                .isEqualTo(List.of("http://localhost:" + this.emulator.port() + "/outputs/" + id + "/0.png"));
    }

    @Test
    void otherUrlsInTheOutputRemain() throws IOException {
        String id = (String) create("acme/writer", "Host: emulator:8787").get("id");

        assertThat(get("/v1/predictions/" + id, "Host: emulator:8787"))
                .containsEntry("output", List.of("http://localhost:1/a"));
    }

    @Test
    void webhookHasTheLinksOfTheClientThatCreatedThePrediction() throws IOException {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            post(
                    "/v1/models/acme/painter/predictions",
                    TestApi.webhookBody(receiver.url(), "completed"),
                    "Host: emulator:8787");
            await().until(() -> !receiver.received().isEmpty());

            Map<String, Object> body =
                    Json.readObject(receiver.received().get(0).body());
            String id = (String) body.get("id");
            assertThat(((Map<?, ?>) body.get("urls")).get("get"))
                    .isEqualTo("http://emulator:8787/v1/predictions/" + id);
            assertThat(body).containsEntry("output", List.of("http://emulator:8787/outputs/" + id + "/0.png"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "emulator:8787"})
    void modelReadsFilesByTheirLinks(String host) throws IOException {
        this.emulator
                .model("acme/scales")
                .official()
                .respond((input, script) -> script.outputValue(script.inputFile(input.get("file")).length));
        String id = (String) create("acme/painter", "Host: " + host).get("id");
        List<?> output = (List<?>) get("/v1/predictions/" + id, "Host: " + host).get("output");

        for (Object file : List.of(output.get(0), upload("Host: " + host))) {
            Object measured = post(
                            "/v1/models/acme/scales/predictions", "{\"input\":{\"file\":\"" + file + "\"}}", "Host: x")
                    .get("id");

            assertThat(get("/v1/predictions/" + measured, "Host: x")).containsEntry("output", 3);
        }
    }

    private void assertEveryLinkBeginsWith(String root, String headers) throws IOException {
        Map<String, Object> created = create("acme/painter", headers);
        create("acme/writer", headers);
        String id = (String) created.get("id");
        Map<String, Object> prediction = get("/v1/predictions/" + id, headers);
        Map<?, ?> urls = (Map<?, ?>) prediction.get("urls");

        assertThat(created).containsEntry("urls", urls);
        assertThat(urls.get("get")).isEqualTo(root + "/v1/predictions/" + id);
        assertThat(urls.get("cancel")).isEqualTo(root + "/v1/predictions/" + id + "/cancel");
        assertThat(urls.get("web")).isEqualTo(root + "/#" + id);
        assertThat((String) urls.get("stream")).startsWith(root + "/v1/files/" + id);
        assertThat(prediction).containsEntry("output", List.of(root + "/outputs/" + id + "/0.png"));
        assertThat(stream((String) urls.get("stream"), headers))
                .contains("data: " + root + "/outputs/" + id + "/0.png\n");
        assertThat((String) get("/v1/predictions", headers).get("next")).startsWith(root + "/v1/predictions?cursor=");
        assertThat((String) get("/v1/models", headers).get("next")).startsWith(root + "/v1/models?cursor=");
        assertThat(get("/v1/models/acme/painter", headers)).containsEntry("url", root + "/#acme/painter");
        assertThat(get("/v1/account", headers)).containsEntry("avatar_url", root + "/avatar.png");
        assertThat(get("/v1/deployments/emulator/pictures", headers)
                        .get("current_release")
                        .toString())
                .contains("avatar_url=" + root + "/avatar.png");
        assertThat(upload(headers)).startsWith(root + "/v1/files/");
    }

    private Map<String, Object> create(String model, String headers) throws IOException {
        return post("/v1/models/" + model + "/predictions", "{\"input\":{}}", headers);
    }

    private String upload(String headers) throws IOException {
        String body = "--X\r\nContent-Disposition: form-data; name=\"content\"; filename=\"a\"\r\n\r\nabc\r\n--X--\r\n";
        Map<String, Object> file =
                body(send("POST", "/v1/files", headers + "\r\nContent-Type: multipart/form-data; boundary=X", body));
        return (String) ((Map<?, ?>) file.get("urls")).get("get");
    }

    private String stream(String url, String headers) throws IOException {
        return send("GET", url.substring(url.indexOf("/v1/")), headers, "");
    }

    private Map<String, Object> get(String path, String headers) throws IOException {
        return body(send("GET", path, headers, ""));
    }

    private Map<String, Object> post(String path, String body, String headers) throws IOException {
        return body(send("POST", path, headers + "\r\nContent-Type: application/json", body));
    }

    /** Sends raw bytes, because the HTTP client does not allow another host. */
    private String send(String method, String path, String headers, String body) throws IOException {
        return TestApi.raw(
                        this.emulator.port(),
                        method + " " + path + " HTTP/1.1\r\n" + headers
                                + "\r\nAuthorization: Bearer emulator\r\nConnection: close\r\nContent-Length: "
                                + body.length() + "\r\n\r\n" + body)
                .text();
    }

    private static Map<String, Object> body(String response) {
        return Json.readObject(
                response.substring(response.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8));
    }
}
