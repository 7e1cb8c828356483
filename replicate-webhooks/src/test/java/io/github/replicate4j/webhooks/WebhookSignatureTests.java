/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.webhooks.testing.Delivery;
import io.github.replicate4j.webhooks.testing.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses to invalid signatures, over a socket. */
class WebhookSignatureTests extends WebhookServerTest {

    private static void assertUnverified(Delivery delivery) {
        HttpResponse response = server.send(delivery);
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers()).doesNotContainKey("www-authenticate");
        assertThat(server.listener().events()).isEmpty();
    }

    @Test
    void rejectsAChangedBody() {
        Delivery valid = server.valid();
        byte[] flipped = valid.body().clone();
        flipped[flipped.length / 2] ^= 1;
        assertUnverified(valid.withBody(flipped));
    }

    @Test
    void rejectsAReformattedBody() {
        Delivery valid = server.valid();
        String text = new String(valid.body(), StandardCharsets.UTF_8);
        assertUnverified(valid.withBody(text.replace(": ", ":").getBytes(StandardCharsets.UTF_8)));
        assertUnverified(valid.withBody(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)));
        assertUnverified(valid.withBody((text + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void rejectsAChangedIdOrTimestamp() {
        Delivery valid = server.valid();
        assertUnverified(valid.change("webhook-id", id -> id + "x"));
        assertUnverified(valid.change("webhook-timestamp", time -> String.valueOf(Long.parseLong(time) + 1)));
    }

    @Test
    void rejectsTheSecretOfAnotherAccount() {
        assertUnverified(Delivery.signed(
                "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX",
                server.clock(),
                "msg_other",
                WebhookServer.body("other", "succeeded")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HmacSHA1", "HmacSHA512"})
    void rejectsOtherAlgorithms(String algorithm) throws GeneralSecurityException {
        Delivery valid = server.valid();
        assertUnverified(valid.with("webhook-signature", "v1," + mac(algorithm, key(), valid)));
    }

    @Test
    void encodedSecretIsNotTheKey() throws GeneralSecurityException {
        Delivery valid = server.valid();
        byte[] text = WebhookServer.SECRET.getBytes(StandardCharsets.UTF_8);
        assertUnverified(valid.with("webhook-signature", "v1," + mac("HmacSHA256", text, valid)));
        assertThat("v1," + mac("HmacSHA256", key(), valid)).isEqualTo(valid.header("webhook-signature"));
    }

    private static byte[] key() {
        return Base64.getDecoder().decode(WebhookServer.SECRET.substring("whsec_".length()));
    }

    private static String mac(String algorithm, byte[] key, Delivery delivery) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        mac.update((delivery.header("webhook-id") + "." + delivery.header("webhook-timestamp") + ".")
                .getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(mac.doFinal(delivery.body()));
    }

    @Test
    void rejectsAZeroSignature() {
        assertUnverified(server.valid()
                .with("webhook-signature", "v1," + Base64.getEncoder().encodeToString(new byte[32])));
    }

    @Test
    void rejectsAnEmptyBodyEvenIfSigned() {
        HttpResponse response = server.send(server.signed(""));
        assertThat(response.status()).isEqualTo(400);
        assertThat(server.listener().events()).isEmpty();
    }

    /** Any single change to the request is rejected. */
    @Test
    void rejectsAnySingleChange() {
        Random random = new Random(42);
        for (int i = 0; i < 400; i++) {
            Delivery changed = changed(server.valid(), random);
            assertThat(server.send(changed).status())
                    .as("%s %s", changed.headers(), new String(changed.body(), StandardCharsets.UTF_8))
                    .isBetween(400, 499);
        }
        assertThat(server.listener().events()).isEmpty();
    }

    private static Delivery changed(Delivery valid, Random random) {
        if (random.nextInt(3) == 0) {
            byte[] body = valid.body().clone();
            body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
            return valid.withBody(body);
        }
        String[] names = {"webhook-id", "webhook-timestamp", "webhook-signature"};
        return valid.change(names[random.nextInt(names.length)], value -> {
            StringBuilder text = new StringBuilder(value);
            int index = random.nextInt(text.length());
            // Not a blank, which servers may trim.
            char other = (char) ('!' + random.nextInt(94));
            text.setCharAt(index, other == text.charAt(index) ? '~' : other);
            return text.toString();
        });
    }

    @Test
    void rejectsRandomBytes() {
        Random random = new Random(43);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[1 + random.nextInt(600)];
            random.nextBytes(bytes);
            Delivery valid = server.valid();
            HttpResponse body = server.send(valid.withBody(bytes));
            assertThat(body.status()).isEqualTo(401);
            HttpResponse headers = server.send(valid.with("webhook-signature", printable(bytes)));
            assertThat(headers.status()).isBetween(400, 499);
        }
        for (int i = 0; i < 100; i++) {
            byte[] bytes = new byte[1 + random.nextInt(600)];
            random.nextBytes(bytes);
            bytes[bytes.length - 1] = '\n';
            HttpResponse raw = HttpResponse.to(server.port(), out -> {
                out.write(bytes);
                out.write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            });
            // A server may close the connection without a response.
            assertThat(raw.status())
                    .satisfiesAnyOf(
                            status -> assertThat(status).isZero(),
                            status -> assertThat(status).isBetween(400, 499));
        }
        assertThat(server.listener().events()).isEmpty();
        assertThat(server.send(server.valid()).status()).isEqualTo(204);
    }

    private static String printable(byte[] bytes) {
        StringBuilder text = new StringBuilder("x");
        for (byte each : bytes) {
            text.append((char) ('!' + (each & 0xff) % 94));
        }
        return text.toString();
    }
}
