/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.http;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.ApiTimeoutException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RequestOptionsTests extends WireMockTest {

    private static final String STARTING = Wire.prediction("abc", "starting");

    @Test
    void headersAndQueryParametersApplyToDerivedClientOnly() {
        anyRequestIsAnswered(json(200, STARTING));
        this.replicate.close();
        this.replicate = builder()
                .defaultHeader("X-A", "default")
                .defaultHeader("X-B", "default")
                .build();
        Replicate changed = this.replicate.withOptions(options -> options.header("x-a", "own")
                .header("X-C", "own")
                .queryParam("source", "web & more")
                .queryParam("created_after", "2026-01-01T00:00:00+01:00"));
        changed.predictions().get("abc");
        changed.withOptions(options -> options.header("X-C", "newer"))
                .predictions()
                .get("abc");
        this.replicate.predictions().get("abc");
        var requests = requests();
        assertThat(requests)
                .extracting(request -> request.getHeader("X-A"))
                .containsExactlyInAnyOrder("own", "own", "default");
        assertThat(requests).extracting(request -> request.getHeader("X-B")).containsOnly("default");
        assertThat(requests)
                .extracting(request -> request.getHeader("X-C"))
                .containsExactlyInAnyOrder("own", "newer", null);
        assertThat(requests)
                .extracting(request -> request.getUrl())
                .containsExactlyInAnyOrder(
                        "/v1/predictions/abc?source=web%20%26%20more&created_after=2026-01-01T00%3A00%3A00%2B01%3A00",
                        "/v1/predictions/abc?source=web%20%26%20more&created_after=2026-01-01T00%3A00%3A00%2B01%3A00",
                        "/v1/predictions/abc");
    }

    @Test
    void tokenCanBeChanged() {
        anyRequestIsAnswered(json(200, STARTING));
        this.replicate
                .withOptions(options -> options.bearerToken("r8_other"))
                .predictions()
                .get("abc");
        assertThat(requests().get(0).getHeader("Authorization")).isEqualTo("Bearer r8_other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.replicate.withOptions(options -> options.bearerToken(" ")));
    }

    @Test
    void retriesCanBeChanged() {
        anyRequestIsAnswered(json(503, ""));
        assertThat(catchThrowable(() -> this.replicate
                        .withOptions(options -> options.maxRetries(4))
                        .predictions()
                        .get("abc")))
                .isInstanceOf(ApiStatusException.class);
        assertThat(requests()).hasSize(5);
    }

    @Test
    void timeoutCanBeChangedButNotBelowPreferWait() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.neverAnswer());
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            Replicate impatient = client.withOptions(
                    options -> options.timeout(Duration.ofSeconds(1)).maxRetries(0));
            assertThatExceptionOfType(ApiTimeoutException.class)
                    .isThrownBy(() -> impatient.predictions().get("abc"))
                    .withMessageContaining("1000 ms");
        }
        createIsAnswered(json(201, Wire.succeeded("abc", "\"done\"")).withFixedDelay(2000));
        Replicate impatient = this.replicate.withOptions(options -> options.timeout(Duration.ofSeconds(1)));
        assertThat(impatient.run("owner/name", Map.of()).text()).isEqualTo("done");
    }

    @Test
    void rawResponseContainsValueAndResponse() {
        inTurn(
                () -> get("/v1/predictions/abc"),
                json(503, ""),
                json(429, "{}").withHeader("Retry-After", "0"),
                json(200, STARTING).withHeader("X-Request-Id", "r-1").withHeader("ratelimit-remaining", "2999"));
        RawResponse<Prediction> raw =
                this.replicate.withRawResponse(client -> client.predictions().get("abc"));
        assertThat(raw.value().id()).isEqualTo("abc");
        assertThat(raw.statusCode()).isEqualTo(200);
        assertThat(raw.headers().getFirst("x-request-id")).isEqualTo("r-1");
        assertThat(raw.headers().getFirst("RateLimit-Remaining")).isEqualTo("2999");
        assertThat(raw.body()).asString().isEqualTo(STARTING);
        assertThat(raw.retriesTaken()).isEqualTo(2);
        assertThat(raw.toString()).contains("200", "retriesTaken=2").doesNotContain("abc");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> raw.headers().set("a", "b"));
    }

    @Test
    void rawResponseOfRunIsTheLast() {
        this.api.stubFor(post("/v1/models/owner/name/predictions").willReturn(json(202, STARTING)));
        getIsAnswered("abc", json(200, Wire.succeeded("abc", "\"done\"")));
        StepVerifier.create(this.replicate.async().withRawResponse(client -> client.run("owner/name", Map.of())))
                .assertNext(raw -> {
                    assertThat(raw.statusCode()).isEqualTo(200);
                    assertThat(raw.value().text()).isEqualTo("done");
                    assertThat(raw.retriesTaken()).isZero();
                })
                .verifyComplete();
    }

    @Test
    void rawResponseKeepsOptions() {
        anyRequestIsAnswered(json(200, STARTING));
        RawResponse<Prediction> raw = this.replicate
                .withOptions(options -> options.header("X-A", "1"))
                .withRawResponse(client -> client.withOptions(options -> options.header("X-B", "2"))
                        .predictions()
                        .get("abc"));
        assertThat(raw.statusCode()).isEqualTo(200);
        assertThat(requests().get(0).getHeader("X-A")).isEqualTo("1");
        assertThat(requests().get(0).getHeader("X-B")).isEqualTo("2");
    }

    @Test
    void rawResponseRequiresOneRequest() {
        assertThatIllegalStateException()
                .isThrownBy(() -> this.replicate.withRawResponse(client -> "nothing"))
                .withMessageContaining("withRawResponse");
        StepVerifier.create(this.replicate.async().withRawResponse(client -> Mono.just("nothing")))
                .verifyError(IllegalStateException.class);
        anyRequestIsAnswered(json(200, STARTING));
        assertThatIllegalStateException()
                .isThrownBy(() -> this.replicate.withRawResponse(
                        client -> this.replicate.predictions().get("abc")));
    }

    @Test
    void rawResponsePropagatesErrors() {
        anyRequestIsAnswered(json(404, "{}"));
        assertThatExceptionOfType(ApiStatusException.class)
                .isThrownBy(() -> this.replicate.withRawResponse(
                        client -> client.predictions().get("abc")))
                .satisfies(failure -> assertThat(failure.statusCode()).isEqualTo(404));
    }

    @Test
    void closedClientSendsNothing() {
        anyRequestIsAnswered(json(200, STARTING));
        Replicate client = builder().maxRetries(0).build();
        client.predictions().get("abc");
        client.close();
        client.close();
        assertThatExceptionOfType(ReplicateException.class)
                .isThrownBy(() -> client.predictions().get("abc"));
        assertThat(requests()).hasSize(1);
    }

    @Test
    void closingDerivedClientHasNoEffect() {
        anyRequestIsAnswered(json(200, STARTING));
        this.replicate.withOptions(options -> {}).close();
        assertThat(this.replicate.predictions().get("abc").id()).isEqualTo("abc");
    }

    @Test
    void customConnectorIsNotClosed() {
        anyRequestIsAnswered(json(200, STARTING));
        ReactorClientHttpConnector connector = new ReactorClientHttpConnector();
        Replicate first = builder().connector(connector).build();
        first.predictions().get("abc");
        first.close();
        try (Replicate second = builder().connector(connector).build()) {
            assertThat(second.predictions().get("abc").id()).isEqualTo("abc");
        }
    }

    @Test
    void blockingAndReactiveClientsShareOptions() {
        anyRequestIsAnswered(json(200, STARTING));
        Replicate changed = this.replicate.withOptions(options -> options.header("X-A", "1"));
        StepVerifier.create(changed.async().predictions().get("abc"))
                .expectNextCount(1)
                .verifyComplete();
        changed.async().blocking().predictions().get("abc");
        assertThat(requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.getHeader("X-A")).isEqualTo("1"));
    }

    @Test
    void bodyPropertiesAreMergedIntoJson() {
        anyRequestIsAnswered(json(201, Wire.succeeded("abc", "1")));
        Replicate changed = this.replicate.withOptions(options -> options.bodyProperty("priority", 1)
                .bodyProperty("nothing", null)
                .bodyProperty("input", Map.of("text", "another")));
        changed.models().predictions().create("owner/name", request -> request.input(Map.of("text", "one")));
        assertThat(requests().get(0).getBodyAsString())
                .isEqualTo("{\"input\":{\"text\":\"another\"},\"priority\":1,\"nothing\":null}");
        changed.predictions().cancel("abc");
        assertThat(requests().get(1).getBody()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.replicate.withOptions(options -> options.bodyProperty(" ", 1)));
        assertThat(requests()).hasSize(2);
    }

    @Test
    void rawResponseDistinguishesNullFromMissing() {
        anyRequestIsAnswered(json(200, "{\"id\":\"abc\",\"output\":null}"));
        Object json = this.replicate
                .withRawResponse(client -> client.predictions().get("abc"))
                .json();
        assertThat(json)
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("output", null)
                .doesNotContainKey("error");
    }
}
