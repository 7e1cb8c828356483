/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.webhooks.testing.Delivery;
import io.github.replicate4j.webhooks.testing.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses to valid and invalid headers, over a socket. */
class WebhookHeaderTests extends WebhookServerTest {

    private static void assertStatus(Delivery delivery, int status) {
        HttpResponse response = server.send(delivery);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers()).doesNotContainKey("www-authenticate");
        assertThat(server.listener().events()).hasSize(status == 204 ? 1 : 0);
    }

    @Test
    void acceptsAValidDelivery() {
        assertStatus(server.valid(), 204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void requiresEachHeaderOnceWithAValue(String name) {
        Delivery valid = server.valid();
        assertStatus(valid.without(name), 400);
        assertStatus(valid.with(name, ""), 400);
        assertStatus(valid.plus(name + ": " + valid.header(name)), 400);
        assertStatus(valid.plus(name.toUpperCase(Locale.ROOT) + ": other"), 400);
        assertStatus(valid.plus(name + ":"), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"msg.1", "msg 1", "msg/1", "msg\t1", "msg\u00ff", "<msg>"})
    void rejectsAnInvalidId(String id) {
        assertStatus(server.valid().with("webhook-id", id), 400);
    }

    @Test
    void rejectsATooLongId() {
        assertStatus(server.valid().with("webhook-id", "x".repeat(201)), 400);
        int status = server.send(server.valid().with("webhook-id", "x".repeat(10_000)))
                .status();
        // Some servers reject headers of this size.
        assertThat(status).isIn(400, 413, 431);
        assertThat(server.listener().events()).isEmpty();
    }

    @Test
    void idCannotContainPartOfTheTimestamp() {
        Delivery valid = server.valid();
        String time = valid.header("webhook-timestamp");
        assertStatus(
                valid.change("webhook-id", id -> id + "." + time.substring(0, 5))
                        .with("webhook-timestamp", time.substring(5)),
                400);
    }

    /** Servers reject some of these themselves, possibly with a body. */
    @ParameterizedTest
    @ValueSource(strings = {"\r\n folded", "\r\n\tfolded", "\u0000", "\rx", "\nx"})
    void rejectsInvalidHeaderCharacters(String characters) {
        int status = server.send(server.valid().change("webhook-id", id -> id + characters))
                .status();
        assertThat(status).isEqualTo(400);
        assertThat(server.listener().events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "1.5",
                "-1",
                "+1767323045",
                "01767323045",
                "1e9",
                "1767323045 0",
                "0x69574925",
                "\u00b9767323045",
                "9223372036854775808",
                "0"
            })
    void rejectsAnInvalidTimestamp(String time) {
        assertStatus(server.valid().with("webhook-timestamp", time), 400);
    }

    @Test
    void rejectsMilliseconds() {
        // Thirteen digits are malformed; twelve are a time in the far future.
        assertStatus(server.valid().change("webhook-timestamp", time -> time + "000"), 400);
        assertStatus(server.valid().change("webhook-timestamp", time -> time + "00"), 401);
    }

    @ParameterizedTest
    @CsvSource({"300, 204", "301, 401", "-300, 204", "-301, 401", "600, 401"})
    void toleratesFiveMinutesInEitherDirection(long age, int status) {
        Delivery valid = server.valid();
        server.clock().advance(Duration.ofSeconds(age));
        assertStatus(valid, status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2,", "v1a,", "V1,", "v1=", "v1", "1,", ""})
    void ignoresSignaturesOfOtherVersions(String version) {
        assertStatus(
                server.valid().change("webhook-signature", signature -> version + signature.substring("v1,".length())),
                401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2,unknown", "v1a,bm90IG91cnM=", "v1,%%%", "nonsense", "v1,AAAA"})
    void acceptsTheRightSignatureAmongOthers(String other) {
        assertStatus(server.valid().change("webhook-signature", signature -> other + " " + signature), 204);
        server.listener().clear();
        assertStatus(server.valid().change("webhook-signature", signature -> signature + " " + other), 204);
    }

    @Test
    void signatureMustMatchExactly() {
        Delivery valid = server.valid();
        assertStatus(valid.change("webhook-signature", s -> s.replace("=", "")), 401);
        assertStatus(valid.change("webhook-signature", s -> s.substring(0, 20) + " " + s.substring(20)), 401);
        assertStatus(
                valid.change("webhook-signature", s -> "v1," + s.substring(3).toLowerCase(Locale.ROOT)), 401);
        assertStatus(valid.change("webhook-signature", WebhookHeaderTests::hexadecimal), 401);
        assertStatus(valid.change("webhook-signature", s -> resized(s, 31)), 401);
        assertStatus(valid.change("webhook-signature", s -> resized(s, 33)), 401);
        Delivery withSigns = server.valid();
        while (!withSigns.header("webhook-signature").matches(".*[+/].*")) {
            withSigns = server.valid();
        }
        assertStatus(
                withSigns.change("webhook-signature", s -> s.replace('+', '-').replace('/', '_')), 401);
        assertStatus(withSigns, 204);
    }

    private static String hexadecimal(String signature) {
        return "v1,"
                + java.util.HexFormat.of()
                        .formatHex(java.util.Base64.getDecoder().decode(signature.substring(3)));
    }

    private static String resized(String signature, int length) {
        byte[] bytes = java.util.Base64.getDecoder().decode(signature.substring(3));
        return "v1," + java.util.Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes, length));
    }

    @Test
    void limitsTheNumberOfSignatures() {
        assertStatus(server.valid().change("webhook-signature", s -> "v1,x ".repeat(16) + s), 400);
        assertStatus(
                server.valid().with("webhook-signature", "v1,x ".repeat(1_000).strip()), 400);
    }

    @Test
    void rejectsHeaderNamesOfOtherServices() {
        Delivery valid = server.valid();
        Delivery svix = new Delivery(
                valid.method(),
                valid.target(),
                valid.headers().stream()
                        .map(line -> line.replace("webhook-", "svix-"))
                        .toList(),
                valid.body());
        assertStatus(svix, 400);
    }

    @Test
    void headerNamesAreCaseInsensitive() {
        Delivery valid = server.valid();
        assertStatus(
                new Delivery(
                        valid.method(),
                        valid.target(),
                        valid.headers().stream()
                                .map(line -> line.replace("webhook-", "Webhook-"))
                                .toList(),
                        valid.body()),
                204);
    }
}
