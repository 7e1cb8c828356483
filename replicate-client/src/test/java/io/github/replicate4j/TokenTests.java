/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.replicate4j.error.MissingTokenException;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

class TokenTests extends WireMockTest {

    @BeforeEach
    void stubResponses() {
        anyRequestIsAnswered(json(200, Wire.prediction("abc", "starting")));
    }

    private void assertMissing(Replicate client) {
        assertThatExceptionOfType(MissingTokenException.class)
                .isThrownBy(() -> client.predictions().get("abc"))
                .withMessageContaining("replicate.bearer-token")
                .withMessageContaining("REPLICATE_API_TOKEN")
                .withMessageContaining("https://replicate.com/account/api-tokens");
        StepVerifier.create(client.async().predictions().get("abc")).verifyError(MissingTokenException.class);
        assertThat(requests()).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "   ", "\n"})
    void clientWithoutTokenSendsNothing(String token) {
        try (Replicate client = builder().bearerToken(token).build()) {
            assertMissing(client);
        }
        try (Replicate client = builder().bearerToken(() -> token).build()) {
            assertMissing(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"r8_abc\n", "r8_abc\r\nX-Evil: 1", "r8 abc", "r8_äbc", "r8_\u0000"})
    void invalidTokenIsRefusedWithoutShowingIt(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().bearerToken(token))
                .withMessageContaining("bearerToken")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("r8"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.replicate.withOptions(options -> options.bearerToken(token)))
                .withMessageContaining("bearerToken");
        try (Replicate client = builder().bearerToken(() -> token).build()) {
            assertThatExceptionOfType(MissingTokenException.class)
                    .isThrownBy(() -> client.predictions().get("abc"))
                    .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("r8"));
        }
        assertThat(requests()).isEmpty();
    }

    @Test
    void tokenIsSuppliedForEachRequest() {
        AtomicInteger count = new AtomicInteger();
        try (Replicate client =
                builder().bearerToken(() -> "r8_" + count.incrementAndGet()).build()) {
            client.predictions().get("abc");
            client.predictions().get("abc");
        }
        assertThat(requests())
                .extracting(request -> request.getHeader("Authorization"))
                .containsExactlyInAnyOrder("Bearer r8_1", "Bearer r8_2");
    }

    @Test
    void retryUsesCurrentToken() {
        inTurn(
                () -> WireMock.get("/v1/predictions/abc"),
                json(503, "{}"),
                json(200, Wire.prediction("abc", "starting")));
        AtomicInteger count = new AtomicInteger();
        try (Replicate client =
                builder().bearerToken(() -> "r8_" + count.incrementAndGet()).build()) {
            client.predictions().get("abc");
        }
        assertThat(requests())
                .extracting(request -> request.getHeader("Authorization"))
                .containsExactlyInAnyOrder("Bearer r8_1", "Bearer r8_2");
    }

    @Test
    void failingTokenSupplierIsReportedAsMissingToken() {
        IllegalStateException vault = new IllegalStateException("the vault is closed");
        try (Replicate client = builder()
                .bearerToken(() -> {
                    throw vault;
                })
                .build()) {
            assertThatExceptionOfType(MissingTokenException.class)
                    .isThrownBy(() -> client.run("owner/name", Map.of()))
                    .withCause(vault);
        }
        assertThat(requests()).isEmpty();
    }

    @Test
    void readsTokenAndBaseUrlFromEnvironment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("REPLICATE_API_TOKEN", "r8_environment");
        environment.put("REPLICATE_BASE_URL", baseUrl() + "/");
        try (Replicate client =
                Replicate.builder().environment(environment::get).build()) {
            client.predictions().get("abc");
            assertThat(client).hasToString("Replicate[" + baseUrl() + "]");
        }
        assertThat(requests())
                .extracting(request -> request.getHeader("Authorization"))
                .isEqualTo(List.of("Bearer r8_environment"));
    }

    @Test
    void emptyEnvironmentMeansDefaultUrlAndNoToken() {
        try (AsyncReplicate client =
                AsyncReplicate.builder().environment(name -> null).buildAsync()) {
            assertThat(client).hasToString("AsyncReplicate[https://api.replicate.com/v1]");
            StepVerifier.create(client.predictions().get("abc")).verifyError(MissingTokenException.class);
        }
        try (AsyncReplicate client =
                AsyncReplicate.builder().environment(name -> " ").buildAsync()) {
            assertThat(client).hasToString("AsyncReplicate[https://api.replicate.com/v1]");
        }
    }

    @Test
    void invalidEnvironmentIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Replicate.builder().environment(Map.of("REPLICATE_API_TOKEN", "a b")::get));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Replicate.builder().environment(Map.of("REPLICATE_BASE_URL", "nowhere")::get));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"r8_quoted\"", "'r8_quoted'", "r8_quoted\"", "`r8_quoted`"})
    void quotedTokenIsRefusedWithoutShowingIt(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Replicate.builder().bearerToken(token))
                .withMessageContaining("in quotes")
                .withMessageNotContaining("r8_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${MY_SECRET_TOKEN}", "Bearer${MY_SECRET_TOKEN}"})
    void unresolvedPlaceholderIsRefused(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Replicate.builder().bearerToken(token))
                .withMessageContaining("placeholder");
    }

    @Test
    void builderDoesNotReadEnvironmentByDefault() {
        assertThat(Replicate.builder()).asString().contains("https://api.replicate.com/v1");
        try (Replicate client = Replicate.create("r8_abc")) {
            assertThat(client).hasToString("Replicate[https://api.replicate.com/v1]");
        }
        try (AsyncReplicate client = AsyncReplicate.create("r8_abc")) {
            assertThat(client.blocking()).hasToString("Replicate[https://api.replicate.com/v1]");
        }
    }
}
