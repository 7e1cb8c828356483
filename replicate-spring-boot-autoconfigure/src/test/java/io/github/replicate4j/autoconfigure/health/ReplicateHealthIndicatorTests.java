/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.health;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.autoconfigure.ReplicateMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;

@ExtendWith(OutputCaptureExtension.class)
class ReplicateHealthIndicatorTests {

    private static final String TOKEN = "r8_ThisMustNeverBeSeen0123456789";

    @RegisterExtension
    static final WireMockExtension api =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private Duration timeout = Duration.ofSeconds(30);

    private AsyncReplicate client = builder().bearerToken(TOKEN).buildAsync();

    private static ReplicateBuilder builder() {
        return AsyncReplicate.builder().baseUrl(api.baseUrl() + "/v1");
    }

    @AfterEach
    void close() {
        this.client.close();
    }

    private ReplicateHealthIndicator indicator(Duration timeToLive) {
        return new ReplicateHealthIndicator(this.client, ReplicateMode.API, this.timeout, timeToLive);
    }

    private Health health() {
        return Objects.requireNonNull(indicator(Duration.ofSeconds(30)).health().block(Duration.ofSeconds(60)));
    }

    private static void respond(ResponseDefinitionBuilder response) {
        api.stubFor(get("/v1/account").willReturn(response));
    }

    private static int requests() {
        return api.findAll(getRequestedFor(urlEqualTo("/v1/account"))).size();
    }

    @Test
    void isUpWithTheAccount() {
        respond(okJson("{\"type\":\"organization\",\"username\":\"acme\",\"name\":\"Acme\"}"));
        Health health = health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails())
                .containsEntry("mode", "api")
                .containsEntry("account", "acme")
                .containsEntry("type", "organization");
        assertThat(health.getDetails().get("latency").toString()).endsWith(" ms");
        assertThat(health.toString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "612, this machine is 612 s ahead",
        "-612, this machine is 612 s behind",
        "3, ",
    })
    void showsTheSkewOfTheClock(int seconds, @Nullable String skew) {
        Instant date = Instant.parse("2026-01-02T03:04:05Z");
        respond(okJson("{\"username\":\"acme\"}").withHeader("Date", "Fri, 02 Jan 2026 03:04:05 GMT"));
        ReplicateHealthIndicator indicator = new ReplicateHealthIndicator(
                this.client,
                ReplicateMode.API,
                this.timeout,
                Duration.ofSeconds(30),
                Clock.fixed(date.plusSeconds(seconds), ZoneOffset.UTC));
        Health health = Objects.requireNonNull(indicator.health().block(Duration.ofSeconds(60)));
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails().get("clockSkew")).isEqualTo(skew);
    }

    private void assertBad(Status status, String reason) {
        Health health = health();
        assertThat(health.getStatus()).isEqualTo(status);
        assertThat(health.getDetails()).containsEntry("mode", "api").containsEntry("reason", reason);
        assertThat(health.getDetails().get("error").toString()).isNotBlank();
        assertThat(health.toString()).doesNotContain(TOKEN);
    }

    @Test
    void isDownWithAnInvalidToken() {
        respond(aResponse()
                .withStatus(401)
                .withBody("{\"title\":\"Unauthenticated\",\"detail\":\"no\",\"status\":401}"));
        assertBad(Status.DOWN, "token rejected");
    }

    @Test
    void isDownWithoutToken() {
        this.client.close();
        this.client = builder().buildAsync();
        assertBad(Status.DOWN, "no token");
        assertThat(requests()).isZero();
    }

    @Test
    void isDownIfReplicateFails() {
        respond(aResponse().withStatus(503));
        assertBad(Status.DOWN, "status 503");
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void isDownAfterATimeout() {
        this.timeout = Duration.ofMillis(500);
        respond(okJson("{}").withFixedDelay(5_000));
        assertBad(Status.DOWN, "timeout");
    }

    @Test
    void isUnknownIfRateLimited() {
        respond(aResponse().withStatus(429).withHeader("Retry-After", "7"));
        assertBad(Status.UNKNOWN, "rate limited");
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void isDownWithoutConnection() {
        this.client.close();
        this.client = AsyncReplicate.builder()
                .baseUrl("http://localhost:1/v1")
                .bearerToken(TOKEN)
                .buildAsync();
        assertBad(Status.DOWN, "no connection");
    }

    @Test
    void concurrentChecksShareOneRequest() {
        respond(okJson("{\"username\":\"acme\"}").withFixedDelay(100));
        ReplicateHealthIndicator indicator = indicator(Duration.ofSeconds(30));
        assertThat(Flux.range(0, 100)
                        .flatMap(probe -> indicator.health(), 100)
                        .map(Health::getStatus)
                        .collectList()
                        .block(Duration.ofSeconds(60)))
                .hasSize(100)
                .containsOnly(Status.UP);
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void expiredResultIsRefreshedAndOnlyChangesAreLogged(CapturedOutput output) {
        respond(aResponse().withStatus(503));
        ReplicateHealthIndicator indicator = indicator(Duration.ofMillis(50));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            assertThat(status(indicator)).isEqualTo(Status.DOWN);
            return requests() >= 3;
        });
        respond(okJson("{\"username\":\"acme\"}"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> status(indicator).equals(Status.UP));
        assertThat(output).containsOnlyOnce("Health of Replicate is DOWN").containsOnlyOnce("is UP again");
    }

    private static Status status(ReplicateHealthIndicator indicator) {
        return Objects.requireNonNull(indicator.health().block(Duration.ofSeconds(60)))
                .getStatus();
    }
}
