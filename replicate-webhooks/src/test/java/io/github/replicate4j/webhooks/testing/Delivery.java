/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.testing;

import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookSigner;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Raw HTTP request of a delivery: request line, header lines in order, and body, any of which may be invalid. */
public record Delivery(String method, String target, List<String> headers, byte[] body) {

    public static Delivery signed(String secret, Clock clock, String id, String body) {
        return signed(secret, clock, id, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Delivery signed(String secret, Clock clock, String id, byte[] body) {
        Map<String, String> signed =
                new WebhookSigner(new WebhookSecret(secret)).withClock(clock).headers(id, body);
        List<String> headers = new ArrayList<>(List.of("Content-Type: application/json"));
        signed.forEach((name, value) -> headers.add(name + ": " + value));
        return new Delivery("POST", "/replicate/webhook", headers, body);
    }

    public String header(String name) {
        return this.headers.stream()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElseThrow();
    }

    public Delivery with(String name, String value) {
        return change(name, any -> value);
    }

    public Delivery change(String name, UnaryOperator<String> change) {
        return new Delivery(
                this.method,
                this.target,
                this.headers.stream()
                        .map(line -> line.startsWith(name + ": ") ? name + ": " + change.apply(header(name)) : line)
                        .toList(),
                this.body);
    }

    public Delivery without(String name) {
        return new Delivery(
                this.method,
                this.target,
                this.headers.stream()
                        .filter(line -> !line.startsWith(name + ": "))
                        .toList(),
                this.body);
    }

    /** Add a header line. */
    public Delivery plus(String line) {
        List<String> more = new ArrayList<>(this.headers);
        more.add(line);
        return new Delivery(this.method, this.target, more, this.body);
    }

    public Delivery withBody(byte[] body) {
        return new Delivery(this.method, this.target, this.headers, body);
    }

    public Delivery withMethod(String method) {
        return new Delivery(method, this.target, this.headers, this.body);
    }

    public Delivery to(String target) {
        return new Delivery(this.method, target, this.headers, this.body);
    }

    /** Return the whole request, with the length of the body; the connection is closed afterwards. */
    public byte[] bytes() {
        return bytes("Content-Length: " + this.body.length);
    }

    public byte[] bytes(String... framing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head(framing));
        bytes.writeBytes(this.body);
        return bytes.toByteArray();
    }

    public byte[] head(String... framing) {
        StringBuilder head = new StringBuilder(this.method + " " + this.target + " HTTP/1.1\r\nHost: localhost\r\n");
        this.headers.forEach(line -> head.append(line).append("\r\n"));
        for (String line : framing) {
            head.append(line).append("\r\n");
        }
        return head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    public byte[] chunked() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head("Transfer-Encoding: chunked"));
        bytes.writeBytes((Integer.toHexString(this.body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(this.body);
        bytes.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }

    /** Compare the contents: records compare arrays by identity. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Delivery delivery && java.util.Arrays.equals(bytes(), delivery.bytes());
    }

    @Override
    public int hashCode() {
        return Objects.hash(this.method, this.target, this.headers);
    }
}
