/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.PredictionUpdatedEvent;
import io.github.replicate4j.webhooks.testing.Delivery;
import io.github.replicate4j.webhooks.testing.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses to bodies, over a socket. */
class WebhookBodyTests extends WebhookServerTest {

    private static int status(Delivery delivery) {
        return server.send(delivery).status();
    }

    private static int statusOfSigned(String body) {
        return status(server.signed(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not JSON",
                "[]",
                "7",
                "null",
                "\"text\"",
                "{}",
                "{\"id\":\"a\"}",
                "{\"status\":\"succeeded\"}",
                "{\"id\":\"a\",\"status\":null}",
                "{\"id\":\"a\",\"status\":\"succeeded\""
            })
    void rejectsASignedBodyThatIsNotAPrediction(String body) {
        assertThat(statusOfSigned(body)).isEqualTo(400);
        assertThat(server.listener().events()).isEmpty();
    }

    @Test
    void acceptsUnknownFieldsAndStatuses() {
        assertThat(statusOfSigned(WebhookServer.body(server.newId(), "paused"))).isEqualTo(204);
        assertThat(statusOfSigned(WebhookServer.body(
                        server.newId(),
                        "succeeded",
                        ", \"new\": {\"x\": [1]}, \"metrics\": {\"n\": 123456789012345678901234567890}")))
                .isEqualTo(204);
        assertThat(server.listener().events())
                .hasExactlyElementsOfTypes(PredictionUpdatedEvent.class, PredictionCompletedEvent.class);
    }

    @Test
    void acceptsUnexpectedTypesOfFieldsOtherThanIdAndStatus() {
        String id = server.newId();
        assertThat(statusOfSigned(WebhookServer.body(
                        id,
                        "succeeded",
                        ", \"input\": \"text\", \"logs\": {\"a\": 1}, \"urls\": [], \"metrics\": {\"n\": %s}, \"output\": [1]"
                                .formatted("1".repeat(2_000)))))
                .isEqualTo(204);
        assertThat(server.listener().events())
                .singleElement()
                .isInstanceOfSatisfying(PredictionCompletedEvent.class, event -> {
                    assertThat(event.prediction().id()).isEqualTo(id);
                    assertThat(event.prediction().input()).isEmpty();
                    assertThat(event.prediction().logs()).isEmpty();
                    assertThat(event.prediction().urls().get()).isNull();
                    assertThat(event.prediction().output()).isEqualTo(List.of(1));
                    assertThat(event.prediction().additionalProperties())
                            .containsEntry("input", "text")
                            .containsEntry("logs", Map.of("a", 1))
                            .containsEntry("urls", List.of());
                });
    }

    @Test
    void lastOfDuplicateFieldsApplies() {
        String id = server.newId();
        assertThat(statusOfSigned(WebhookServer.body(id, "succeeded", ", \"status\": \"processing\"")))
                .isEqualTo(204);
        assertThat(server.listener().events())
                .singleElement()
                .isInstanceOfSatisfying(
                        PredictionUpdatedEvent.class,
                        event -> assertThat(event.prediction().statusText()).isEqualTo("processing"));
    }

    @Test
    void rejectsDeeplyNestedJson() {
        String deep = "[".repeat(90_000) + "]".repeat(90_000);
        assertThat(statusOfSigned(WebhookServer.body(server.newId(), "succeeded", ", \"output\": " + deep)))
                .isEqualTo(400);
        assertThat(server.listener().events()).isEmpty();
    }

    @Test
    void rejectsSignedBytesThatAreNotUtf8() {
        byte[] body = "{\"id\":\"a\",\"status\":\"xx\"}".getBytes(StandardCharsets.UTF_8);
        body[body.length - 3] = (byte) 0xff;
        body[body.length - 4] = (byte) 0xfe;
        assertThat(status(Delivery.signed(WebhookServer.SECRET, server.clock(), "msg_bytes", body)))
                .isEqualTo(400);
    }

    @Test
    void rejectsATooLargeContentLengthWithoutReading() {
        Delivery valid = server.valid();
        HttpResponse response = HttpResponse.to(server.port(), valid.head("Content-Length: 204801"));
        assertThat(response.status()).isEqualTo(413);
    }

    @Test
    void acceptsABodyOfTheMaximumSize() {
        String start = WebhookServer.body(server.newId(), "succeeded");
        String largest = start + " ".repeat(200 * 1024 - start.length());
        assertThat(statusOfSigned(largest)).isEqualTo(204);
        assertThat(statusOfSigned(largest + " ")).isEqualTo(413);
    }

    @Test
    void limitsChunkedBodies() {
        assertThat(HttpResponse.to(server.port(), server.valid().chunked()).status())
                .isEqualTo(204);
        Delivery large = server.signed(WebhookServer.body(server.newId(), "succeeded") + " ".repeat(300_000));
        assertThat(HttpResponse.to(server.port(), large.chunked()).status()).isEqualTo(413);
        assertThat(server.listener().events()).hasSize(1);
    }

    @Test
    void limitsTheMemoryOfEndlessBodies() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(16);
        try {
            byte[] piece = "1000\r\n".concat("x".repeat(4096)).concat("\r\n").getBytes(StandardCharsets.US_ASCII);
            Callable<Integer> endless = () -> HttpResponse.to(server.port(), out -> {
                        out.write(server.valid().head("Transfer-Encoding: chunked"));
                        for (int i = 0; i < 2_000; i++) {
                            out.write(piece);
                        }
                    })
                    .status();
            List<Future<Integer>> responses = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                responses.add(senders.submit(endless));
            }
            for (Future<Integer> response : responses) {
                // No response can be read if the connection is reset before.
                assertThat(response.get()).isIn(0, 413, 503);
            }
        } finally {
            senders.shutdownNow();
        }
        // All memory has been released.
        assertThat(server.receiver().usedBodyBytes()).isZero();
        assertThat(status(server.valid())).isEqualTo(204);
    }

    @Test
    void contentLengthBesideChunksDoesNotChangeWhatIsVerified() {
        Delivery valid = server.valid();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(valid.head("Content-Length: 3", "Transfer-Encoding: chunked"));
        bytes.writeBytes((Integer.toHexString(valid.body().length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(valid.body());
        bytes.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        int status = HttpResponse.to(server.port(), bytes.toByteArray()).status();
        // Servers may reject this, or read the chunks, which are signed.
        assertThat(status).isIn(204, 400);
        assertThat(server.listener().events()).hasSize(status == 204 ? 1 : 0);
    }

    @Test
    void rejectsTwoContentLengths() {
        Delivery valid = server.valid();
        assertThat(HttpResponse.to(
                                server.port(),
                                valid.bytes("Content-Length: " + valid.body().length, "Content-Length: 3"))
                        .status())
                .isEqualTo(400);
        assertThat(server.listener().events()).isEmpty();
    }

    @Test
    void rejectsAnIncompleteBody() throws IOException {
        Delivery valid = server.valid();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(valid.head("Content-Length: " + (valid.body().length + 100)));
            socket.getOutputStream().write(valid.body());
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            // Reactor Netty treats the connection as closed and does not respond.
            assertThat(response)
                    .satisfiesAnyOf(
                            text -> assertThat(text).isEmpty(),
                            text -> assertThat(text).startsWith("HTTP/1.1 400"));
        }
        assertThat(server.listener().events()).isEmpty();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(server.receiver().usedBodyBytes()).isZero());
    }

    @Test
    void doesNotDecompressBodies() throws IOException {
        Delivery valid = server.valid();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(valid.body());
        }
        Delivery bomb = Delivery.signed(WebhookServer.SECRET, server.clock(), "msg_packed", packed.toByteArray());
        assertThat(status(bomb.plus("Content-Encoding: gzip"))).isEqualTo(415);
        assertThat(status(valid.plus("Content-Encoding: br"))).isEqualTo(415);
        assertThat(server.listener().events()).isEmpty();
        assertThat(status(valid.plus("Content-Encoding: identity"))).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "nonsense", ""})
    void ignoresTheContentType(String type) {
        assertThat(status(server.valid().with("Content-Type", type))).isEqualTo(204);
        assertThat(status(server.valid().with("Content-Type", type).withBody("a=b".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                "multipart/mixed; boundary=",
                "Multipart/Form-Data; boundary=\"\""
            })
    void doesNotParseMultipartBodies(String type) {
        assertThat(status(server.valid().with("Content-Type", type))).isEqualTo(204);
        byte[] part = ("--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\n"
                        + "y".repeat(150_000))
                .getBytes(StandardCharsets.UTF_8);
        assertThat(status(server.valid().with("Content-Type", type).withBody(part)))
                .isEqualTo(401);
        assertThat(status(server.valid().with("Content-Type", type).without("webhook-id")))
                .isEqualTo(400);
        assertThat(server.listener().events()).hasSize(1);
    }
}
