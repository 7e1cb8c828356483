/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.error.WebhookRejectedException;
import io.github.replicate4j.error.WebhookRejection;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.testing.Stress;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verification of the signatures of webhooks. */
class WebhookVerifierTests {

    private static final WebhookSecret SECRET = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private static final WebhookSecret OTHER = new WebhookSecret("whsec_" + "A".repeat(40));

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";

    private static final long TIME = 1614265330;

    private static final byte[] BODY = bytes("{\"test\": 2432232314}");

    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private final Map<String, List<String>> headers = new LinkedHashMap<>(Map.of(
            "webhook-id", List.of(ID),
            "webhook-timestamp", List.of(String.valueOf(TIME)),
            "webhook-signature", List.of(SIGNATURE)));

    private WebhookVerifier verifier = WebhookVerifier.of(SECRET).withClock(at(TIME));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Clock at(long second) {
        return Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC);
    }

    private VerifiedWebhook verify() {
        return this.verifier.verify(this.headers::get, BODY);
    }

    private void header(String name, String... values) {
        this.headers.put(name, List.of(values));
    }

    private void assertRejected(WebhookRejection reason) {
        assertThatExceptionOfType(WebhookRejectedException.class)
                .isThrownBy(this::verify)
                .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    }

    @Test
    void headersInAnyCaseAreAccepted() {
        Map<String, List<String>> any = new LinkedHashMap<>();
        this.headers.forEach((name, values) -> any.put(name.toUpperCase(Locale.ROOT), values));
        assertThat(this.verifier.verify(any, BODY).id()).isEqualTo(verify().id());
        any.put("webhook-ID", List.of("msg_2"));
        assertThatExceptionOfType(WebhookRejectedException.class)
                .isThrownBy(() -> this.verifier.verify(any, BODY))
                .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(WebhookRejection.DUPLICATE_HEADER));
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.verifier.verify(this.headers::get, null))
                .withMessageContaining("body");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.verifier.withTolerance(null))
                .withMessageContaining("tolerance");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.verifier.withClock(null))
                .withMessageContaining("clock");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookVerifier.of((WebhookSecret) null))
                .withMessageContaining("secret");
    }

    @Test
    void acceptsExampleOfStandardWebhooks() {
        VerifiedWebhook webhook = verify();
        assertThat(webhook.id()).isEqualTo(ID);
        assertThat(webhook.timestamp()).isEqualTo("2021-02-25T15:02:10Z");
        assertThat(webhook.body()).isEqualTo(BODY);
        assertThat(webhook.as(Object.class)).isEqualTo(Map.of("test", 2432232314L));
        assertThat(webhook.toString()).doesNotContain("2432232314");
    }

    @Test
    void acceptsSecretWithoutPrefixAmongSeveral() {
        this.verifier = WebhookVerifier.of(OTHER, new WebhookSecret("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
                .withClock(at(TIME));
        assertThat(verify().id()).isEqualTo(ID);
        this.verifier = WebhookVerifier.of(OTHER).withClock(at(TIME));
        assertRejected(WebhookRejection.NO_MATCHING_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void everyHeaderIsRequiredOnce(String name) {
        List<String> values = this.headers.get(name);
        this.headers.remove(name);
        assertRejected(WebhookRejection.MISSING_HEADER);
        header(name);
        assertRejected(WebhookRejection.MISSING_HEADER);
        header(name, "");
        assertRejected(WebhookRejection.MISSING_HEADER);
        header(name, values.get(0), values.get(0));
        assertRejected(WebhookRejection.DUPLICATE_HEADER);
        header(name, values.get(0), "something else");
        assertRejected(WebhookRejection.DUPLICATE_HEADER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "msg.p5j", " msg", "msg ", "m\tsg", "m\nsg", "m\rsg", "m\0sg", "mßg", "m,sg", "m/sg", "..", "%2e", "🙂"
            })
    void malformedIdIsRejected(String id) {
        header("webhook-id", id);
        assertRejected(WebhookRejection.MALFORMED_HEADER);
    }

    @Test
    void overlongIdIsRejected() {
        header("webhook-id", "a".repeat(201));
        assertRejected(WebhookRejection.MALFORMED_HEADER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "1.5",
                "-1614265330",
                "+1614265330",
                "01614265330",
                "1e9",
                "1614265330000",
                " 1614265330",
                "1614265330 ",
                "0x60379f32",
                "１６１４２６５３３０",
                "9223372036854775808",
                "161426533"
            })
    void malformedTimestampIsRejected(String timestamp) {
        header("webhook-timestamp", timestamp);
        assertRejected(WebhookRejection.MALFORMED_HEADER);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "300, true", "-300, true", "301, false", "-301, false", "100000000, false"})
    void timestampMayDifferByFiveMinutes(long age, boolean accepted) {
        this.verifier = this.verifier.withClock(at(TIME + age));
        if (accepted) {
            assertThat(verify().id()).isEqualTo(ID);
        } else {
            assertRejected(WebhookRejection.TIMESTAMP_OUT_OF_TOLERANCE);
            assertThatExceptionOfType(WebhookRejectedException.class)
                    .isThrownBy(() ->
                            new WebhookHeaderVerifier(Duration.ofMinutes(5), at(TIME + age)).verify(this.headers::get))
                    .withMessageContaining("clock of this machine");
        }
    }

    @Test
    void toleranceIsConfigurable() {
        this.verifier = this.verifier.withTolerance(Duration.ofSeconds(10)).withClock(at(TIME + 11));
        assertRejected(WebhookRejection.TIMESTAMP_OUT_OF_TOLERANCE);
        this.verifier = this.verifier.withClock(at(TIME + 10));
        assertThat(verify().id()).isEqualTo(ID);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.verifier.withTolerance(Duration.ZERO))
                .withMessageContaining("tolerance");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "V1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1=g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1,g0hM9SsE-OTPJTGt_tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=\n",
                "v1,g0hM9SsE+OTPJTGt /tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1,g0hm9sse+otpjtgt/tmiktsyzle3ufjelvlnioljoe=",
                "v1,83484cf52b04f8e4cf2531adfed988 2ad4b2665137b852442d594d20e2c9d4e1",
                "v1,",
                ",",
                " "
            })
    void unknownSignatureIsIgnored(String signature) {
        header("webhook-signature", signature);
        assertRejected(WebhookRejection.NO_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF=",
                "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void similarSignatureIsRejected(String signature) {
        header("webhook-signature", signature);
        assertRejected(WebhookRejection.NO_MATCHING_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v2,unknown " + SIGNATURE,
                SIGNATURE + " v2,unknown",
                "v1,%%% " + SIGNATURE,
                "v1a,bm90IG91cnM= nonsense  " + SIGNATURE,
                SIGNATURE + " " + SIGNATURE
            })
    void oneMatchingSignatureSuffices(String signatures) {
        header("webhook-signature", signatures);
        assertThat(verify().id()).isEqualTo(ID);
    }

    @Test
    void tooManyOrOverlongSignaturesAreRejected() {
        header("webhook-signature", "v1,x ".repeat(16) + SIGNATURE);
        assertRejected(WebhookRejection.MALFORMED_HEADER);
        header("webhook-signature", "v1," + "x".repeat(1100));
        assertRejected(WebhookRejection.MALFORMED_HEADER);
    }

    @Test
    void otherAlgorithmsAndKeysAreRejected() throws Exception {
        byte[] decoded = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        byte[] signed = bytes(ID + "." + TIME + "." + new String(BODY, StandardCharsets.UTF_8));
        for (String algorithm : List.of("HmacSHA1", "HmacSHA512")) {
            header("webhook-signature", "v1," + mac(algorithm, decoded, signed));
            assertRejected(WebhookRejection.NO_SIGNATURE);
        }
        header("webhook-signature", "v1," + mac("HmacSHA256", bytes(SECRET.key()), signed));
        assertRejected(WebhookRejection.NO_MATCHING_SIGNATURE);
        header("webhook-signature", "v1," + mac("HmacSHA256", decoded, signed));
        assertThat(verify().id()).isEqualTo(ID);
    }

    private static String mac(String algorithm, byte[] key, byte[] content) throws Exception {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return Base64.getEncoder().encodeToString(mac.doFinal(content));
    }

    @Test
    void reserializedBodyIsRejected() {
        for (String other :
                List.of("{\"test\":2432232314}", "\uFEFF{\"test\": 2432232314}", "{\"test\": 2432232314}\n")) {
            assertThatExceptionOfType(WebhookRejectedException.class)
                    .isThrownBy(() -> this.verifier.verify(this.headers::get, bytes(other)))
                    .satisfies(rejected ->
                            assertThat(rejected.reason()).isEqualTo(WebhookRejection.NO_MATCHING_SIGNATURE));
        }
        assertThatExceptionOfType(WebhookRejectedException.class)
                .isThrownBy(() -> this.verifier.verify(this.headers::get, new byte[0]))
                .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(WebhookRejection.EMPTY_BODY));
    }

    @Test
    void svixHeadersAreIgnored() {
        Map<String, List<String>> svix = new LinkedHashMap<>();
        this.headers.forEach((name, values) -> svix.put(name.replace("webhook", "svix"), values));
        assertThatExceptionOfType(WebhookRejectedException.class)
                .isThrownBy(() -> this.verifier.verify(svix::get, BODY))
                .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(WebhookRejection.MISSING_HEADER));
    }

    @Test
    void anySingleChangeIsRejected() {
        Random random = new Random(7);
        for (int i = 0; i < Stress.times(2_000, 20_000); i++) {
            Map<String, List<String>> changed = new LinkedHashMap<>(this.headers);
            byte[] body = BODY.clone();
            int where = random.nextInt(4);
            if (where == 3) {
                body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
            } else {
                String name = new ArrayList<>(changed.keySet()).get(where);
                StringBuilder value = new StringBuilder(changed.get(name).get(0));
                int index = random.nextInt(value.length());
                char before = value.charAt(index);
                char after = (char) (' ' + random.nextInt(95));
                if (before == after) {
                    continue;
                }
                value.setCharAt(index, after);
                changed.put(name, List.of(value.toString()));
            }
            assertThatExceptionOfType(WebhookRejectedException.class)
                    .as("%s %s", changed, Arrays.toString(body))
                    .isThrownBy(() -> this.verifier.verify(changed::get, body));
        }
    }

    @Test
    void messageContainsNothingFromRequest() {
        header("webhook-id", "evil\r\nlog line");
        assertThatExceptionOfType(WebhookRejectedException.class)
                .isThrownBy(this::verify)
                .satisfies(rejected -> assertThat(rejected.getMessage()).doesNotContain("evil"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_", "whsec_%%%", "whsec_AAAA", "not a secret", "whsec_whsec_"})
    void invalidSecretIsRefusedWithoutShowingIt(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookVerifier.of(new WebhookSecret(key)))
                .withMessageContaining("webhook signing secret")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(key + " "));
        assertThatIllegalArgumentException().isThrownBy(() -> WebhookVerifier.of());
        assertThat(this.verifier.toString()).doesNotContain("MfKQ");
    }

    @Test
    void acceptsSignatureOfWebhookSigner() {
        byte[] body = bytes("{\"id\":\"abc\",\"status\":\"succeeded\"}");
        WebhookSigner signer = new WebhookSigner(SECRET).withClock(at(TIME));
        Map<String, String> signed = signer.headers("msg_1", body);
        VerifiedWebhook webhook =
                this.verifier.verify(name -> signed.containsKey(name) ? List.of(signed.get(name)) : null, body);
        assertThat(webhook.as(Prediction.class).succeeded()).isTrue();
        assertThat(signer.toString()).doesNotContain("MfKQ");
    }

    @Test
    void verifiesConcurrently() {
        WebhookSigner signer = new WebhookSigner(SECRET).withClock(at(TIME));
        assertThat(IntStream.range(0, Stress.times(500, 5_000)).parallel()).allSatisfy(i -> {
            byte[] body = bytes("{\"id\":" + i + "}");
            Map<String, String> signed = signer.headers("msg_" + i, body);
            assertThat(this.verifier
                            .verify(name -> List.of(signed.get(name)), body)
                            .id())
                    .isEqualTo("msg_" + i);
        });
    }

    @Test
    void supportsProviderWithoutCloneableMac() throws Exception {
        Provider provider = new UncopyableMac.Provided();
        Security.insertProviderAt(provider, 1);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            assertThat(mac.getProvider()).isSameAs(provider);
            assertThatExceptionOfType(CloneNotSupportedException.class).isThrownBy(mac::clone);
            this.verifier = WebhookVerifier.of(SECRET).withClock(at(TIME));
            assertThat(verify().id()).isEqualTo(ID);
            header("webhook-id", "another");
            assertRejected(WebhookRejection.NO_MATCHING_SIGNATURE);
            header("webhook-id", ID);
            assertThat(verify().id()).isEqualTo(ID);
        } finally {
            Security.removeProvider(provider.getName());
        }
    }

    @Test
    void bodyOfAnotherTypeIsUnreadable() {
        assertThatExceptionOfType(UnreadableJsonException.class).isThrownBy(() -> verify().as(Prediction.class));
    }
}
