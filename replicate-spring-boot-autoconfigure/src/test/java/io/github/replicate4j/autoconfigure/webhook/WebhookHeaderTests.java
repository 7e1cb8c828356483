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

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered to headers, over a socket. */
class WebhookHeaderTests extends WebhookServerTest {

    private static void assertAnswer(Delivery delivery, int status) {
        Answer answer = server.send(delivery);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers()).doesNotContainKey("www-authenticate");
        assertThat(server.listeners().heard()).hasSize(status == 204 ? 1 : 0);
    }

    @Test
    void aDeliveryAsItShouldBeIsAccepted() {
        assertAnswer(server.valid(), 204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void eachHeaderMustBeThereOnceAndSaySomething(String name) {
        Delivery valid = server.valid();
        assertAnswer(valid.without(name), 400);
        assertAnswer(valid.with(name, ""), 400);
        assertAnswer(valid.plus(name + ": " + valid.header(name)), 400);
        assertAnswer(valid.plus(name.toUpperCase(Locale.ROOT) + ": other"), 400);
        assertAnswer(valid.plus(name + ":"), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"msg.1", "msg 1", "msg/1", "msg\t1", "msg\u00ff", "<msg>"})
    void anIdOfAnotherFormIsRefused(String id) {
        assertAnswer(server.valid().with("webhook-id", id), 400);
    }

    @Test
    void anIdThatIsTooLongIsRefused() {
        assertAnswer(server.valid().with("webhook-id", "x".repeat(201)), 400);
        int status = server.send(server.valid().with("webhook-id", "x".repeat(10_000)))
                .status();
        // Some servers refuse headers of this size themselves.
        assertThat(status).isIn(400, 413, 431);
        assertThat(server.listeners().heard()).isEmpty();
    }

    @Test
    void theIdCannotTakePartOfTheTime() {
        Delivery valid = server.valid();
        String time = valid.header("webhook-timestamp");
        assertAnswer(
                valid.change("webhook-id", id -> id + "." + time.substring(0, 5))
                        .with("webhook-timestamp", time.substring(5)),
                400);
    }

    /** Servers refuse some of these themselves, and may say so in the body. */
    @ParameterizedTest
    @ValueSource(strings = {"\r\n folded", "\r\n\tfolded", "\u0000", "\rx", "\nx"})
    void whatMayNotStandInAHeaderIsRefused(String characters) {
        int status = server.send(server.valid().change("webhook-id", id -> id + characters))
                .status();
        assertThat(status).isEqualTo(400);
        assertThat(server.listeners().heard()).isEmpty();
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
    void aTimeOfAnotherFormIsRefused(String time) {
        assertAnswer(server.valid().with("webhook-timestamp", time), 400);
    }

    @Test
    void millisecondsAreNoTime() {
        // Thirteen digits are no form of a second; twelve are one of the far future.
        assertAnswer(server.valid().change("webhook-timestamp", time -> time + "000"), 400);
        assertAnswer(server.valid().change("webhook-timestamp", time -> time + "00"), 401);
    }

    @ParameterizedTest
    @CsvSource({"300, 204", "301, 401", "-300, 204", "-301, 401", "600, 401"})
    void fiveMinutesAreAllowedEitherWay(long age, int status) {
        Delivery valid = server.valid();
        server.clock().advance(Duration.ofSeconds(age));
        assertAnswer(valid, status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2,", "v1a,", "V1,", "v1=", "v1", "1,", ""})
    void aSignatureOfAnotherVersionIsNone(String version) {
        assertAnswer(
                server.valid().change("webhook-signature", signature -> version + signature.substring("v1,".length())),
                401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2,unknown", "v1a,bm90IG91cnM=", "v1,%%%", "nonsense", "v1,AAAA"})
    void otherSignaturesBesideTheRightOneDoNotMatter(String other) {
        assertAnswer(server.valid().change("webhook-signature", signature -> other + " " + signature), 204);
        server.listeners().clear();
        assertAnswer(server.valid().change("webhook-signature", signature -> signature + " " + other), 204);
    }

    @Test
    void aSignatureIsToTheLetter() {
        Delivery valid = server.valid();
        assertAnswer(valid.change("webhook-signature", s -> s.replace("=", "")), 401);
        assertAnswer(valid.change("webhook-signature", s -> s.substring(0, 20) + " " + s.substring(20)), 401);
        assertAnswer(
                valid.change("webhook-signature", s -> "v1," + s.substring(3).toLowerCase(Locale.ROOT)), 401);
        assertAnswer(valid.change("webhook-signature", WebhookHeaderTests::hexadecimal), 401);
        assertAnswer(valid.change("webhook-signature", s -> resized(s, 31)), 401);
        assertAnswer(valid.change("webhook-signature", s -> resized(s, 33)), 401);
        Delivery withSigns = server.valid();
        while (!withSigns.header("webhook-signature").matches(".*[+/].*")) {
            withSigns = server.valid();
        }
        assertAnswer(
                withSigns.change("webhook-signature", s -> s.replace('+', '-').replace('/', '_')), 401);
        assertAnswer(withSigns, 204);
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
    void signaturesHaveAnEnd() {
        assertAnswer(server.valid().change("webhook-signature", s -> "v1,x ".repeat(16) + s), 400);
        assertAnswer(
                server.valid().with("webhook-signature", "v1,x ".repeat(1_000).strip()), 400);
    }

    @Test
    void theNamesOfOthersDoNotCount() {
        Delivery valid = server.valid();
        Delivery svix = new Delivery(
                valid.method(),
                valid.target(),
                valid.headers().stream()
                        .map(line -> line.replace("webhook-", "svix-"))
                        .toList(),
                valid.body());
        assertAnswer(svix, 400);
    }

    @Test
    void namesAreReadInAnyCase() {
        Delivery valid = server.valid();
        assertAnswer(
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
