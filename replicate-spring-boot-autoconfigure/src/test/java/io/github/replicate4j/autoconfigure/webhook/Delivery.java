/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.autoconfigure.webhook;

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

/** A delivery as it goes over the wire: a request line, header lines in their order, and a body, each of which may be wrong. */
record Delivery(String method, String target, List<String> headers, byte[] body) {

    static Delivery signed(String secret, Clock clock, String id, String body) {
        return signed(secret, clock, id, body.getBytes(StandardCharsets.UTF_8));
    }

    static Delivery signed(String secret, Clock clock, String id, byte[] body) {
        Map<String, String> signed =
                new WebhookSigner(new WebhookSecret(secret)).withClock(clock).headers(id, body);
        List<String> headers = new ArrayList<>(List.of("Content-Type: application/json"));
        signed.forEach((name, value) -> headers.add(name + ": " + value));
        return new Delivery("POST", "/replicate/webhook", headers, body);
    }

    String header(String name) {
        return this.headers.stream()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElseThrow();
    }

    Delivery with(String name, String value) {
        return change(name, any -> value);
    }

    Delivery change(String name, UnaryOperator<String> change) {
        return new Delivery(
                this.method,
                this.target,
                this.headers.stream()
                        .map(line -> line.startsWith(name + ": ") ? name + ": " + change.apply(header(name)) : line)
                        .toList(),
                this.body);
    }

    Delivery without(String name) {
        return new Delivery(
                this.method,
                this.target,
                this.headers.stream()
                        .filter(line -> !line.startsWith(name + ": "))
                        .toList(),
                this.body);
    }

    /** One header line more. */
    Delivery plus(String line) {
        List<String> more = new ArrayList<>(this.headers);
        more.add(line);
        return new Delivery(this.method, this.target, more, this.body);
    }

    Delivery withBody(byte[] body) {
        return new Delivery(this.method, this.target, this.headers, body);
    }

    Delivery withMethod(String method) {
        return new Delivery(method, this.target, this.headers, this.body);
    }

    Delivery to(String target) {
        return new Delivery(this.method, target, this.headers, this.body);
    }

    /** What is sent, with the length of the body and no further request on the connection. */
    byte[] bytes() {
        return bytes("Content-Length: " + this.body.length);
    }

    byte[] bytes(String... framing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head(framing));
        bytes.writeBytes(this.body);
        return bytes.toByteArray();
    }

    byte[] head(String... framing) {
        StringBuilder head = new StringBuilder(this.method + " " + this.target + " HTTP/1.1\r\nHost: localhost\r\n");
        this.headers.forEach(line -> head.append(line).append("\r\n"));
        for (String line : framing) {
            head.append(line).append("\r\n");
        }
        return head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    byte[] chunked() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head("Transfer-Encoding: chunked"));
        bytes.writeBytes((Integer.toHexString(this.body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(this.body);
        bytes.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }

    /** Records compare arrays by identity; deliveries are what they hold. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Delivery delivery && java.util.Arrays.equals(bytes(), delivery.bytes());
    }

    @Override
    public int hashCode() {
        return Objects.hash(this.method, this.target, this.headers);
    }
}
