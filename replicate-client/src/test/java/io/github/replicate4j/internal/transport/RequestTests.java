/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.run.RunRequest;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import io.github.replicate4j.webhook.WebhookEventType;
import java.io.StringReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Requests as they are sent to the API. */
@Isolated("Changes the schedulers of Reactor")
class RequestTests extends WireMockTest {

    @BeforeEach
    void stubApi() {
        anyRequestIsAnswered(json(201, Wire.succeeded("abc", "\"done\"")));
    }

    private LoggedRequest run(Consumer<RunRequest.Builder> customizer) {
        this.api.resetRequests();
        this.replicate.run(request -> {
            request.model("owner/name").input(Map.of());
            customizer.accept(request);
        });
        return requests().get(0);
    }

    private void assertBody(String path, String json) {
        this.api.verify(1, postRequestedFor(urlEqualTo(path)).withRequestBody(equalToJson(json)));
    }

    @ParameterizedTest
    @CsvSource({
        "PT30M, wait=5, 1800s",
        "PT2M, wait=5, 120s",
        "PT20S, wait=5, 20s",
        "PT10S, wait=5, 10s",
        "PT7.2S, wait=3, 8s",
        "PT2S, wait=1, 5s",
        "PT1.9S, , 5s",
        "PT0.5S, , 5s",
        "PT24H, wait=5, 86400s",
        "PT30H, wait=5, 86400s"
    })
    void runTimeoutLimitsWaitAndPrediction(Duration timeout, String prefer, String cancelAfter) {
        // In virtual time, so that the run cannot reach its timeout.
        VirtualTimeScheduler.getOrSet();
        try {
            LoggedRequest request = run(builder -> builder.timeout(timeout));
            assertThat(request.getHeader("Prefer")).isEqualTo(prefer);
            assertThat(request.getHeader("Cancel-After")).isEqualTo(cancelAfter);
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    @Test
    void runOverridesClientSettings() {
        this.replicate.close();
        this.replicate = builder()
                .run(wait -> wait.preferWait(Duration.ofSeconds(42))
                        .timeout(Duration.ofMinutes(3))
                        .cancelOnAbandon(false))
                .build();
        LoggedRequest byDefault = run(builder -> {});
        assertThat(byDefault.getHeader("Prefer")).isEqualTo("wait=42");
        assertThat(byDefault.getHeader("Cancel-After")).isNull();

        LoggedRequest overridden = run(builder -> builder.preferWait(Duration.ofSeconds(60))
                .cancelAfter(Duration.ofHours(1))
                .cancelOnAbandon(true)
                .timeout(Duration.ofSeconds(20)));
        assertThat(overridden.getHeader("Prefer")).isEqualTo("wait=60");
        assertThat(overridden.getHeader("Cancel-After")).isEqualTo("3600s");
    }

    @Test
    void runWithoutCancelOnAbandonSetsNoCancelAfter() {
        assertThat(run(builder -> builder.cancelOnAbandon(false)).getHeader("Cancel-After"))
                .isNull();
    }

    @Test
    void createSetsNoWaitAndNoCancelAfterByDefault() {
        this.replicate
                .predictions()
                .create(request -> request.version("owner/name:v1").input(Map.of()));
        assertThat(requests().get(0).getHeader("Prefer")).isNull();
        assertThat(requests().get(0).getHeader("Cancel-After")).isNull();
        assertBody("/v1/predictions", "{\"version\":\"owner/name:v1\",\"input\":{}}");
    }

    @Test
    void createSetsConfiguredWaitAndCancelAfter() {
        this.replicate
                .deployments()
                .predictions()
                .create(
                        "owner/name",
                        request -> request.input(Map.of())
                                .preferWait(Duration.ofSeconds(1))
                                .cancelAfter(Duration.ofSeconds(5)));
        assertThat(requests().get(0).getHeader("Prefer")).isEqualTo("wait=1");
        assertThat(requests().get(0).getHeader("Cancel-After")).isEqualTo("5s");
        assertBody("/v1/deployments/owner/name/predictions", "{\"input\":{}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "owner/name | /v1/models/owner/name/predictions | {\"input\":{\"a\":1}}",
                "Owner-1/na.me_2 | /v1/models/Owner-1/na.me_2/predictions | {\"input\":{\"a\":1}}",
                "owner/name:v1 | /v1/predictions | {\"version\":\"v1\",\"input\":{\"a\":1}}",
                "5c7d | /v1/predictions | {\"version\":\"5c7d\",\"input\":{\"a\":1}}"
            })
    void modelReferenceSelectsEndpoint(String model, String path, String body) {
        this.replicate.run(model, Map.of("a", 1));
        assertBody(path, body);
    }

    @Test
    void sendsWebhookAndEventNames() {
        this.replicate
                .predictions()
                .create(request -> request.version("v1")
                        .input(Map.of())
                        .webhook(
                                URI.create("https://example.com/hook?a=b"),
                                WebhookEventType.COMPLETED,
                                WebhookEventType.START,
                                WebhookEventType.OUTPUT,
                                WebhookEventType.LOGS));
        assertThat(requests().get(0).getBodyAsString())
                .contains("\"webhook\":\"https://example.com/hook?a=b\"")
                .contains("\"webhook_events_filter\":[\"start\",\"output\",\"logs\",\"completed\"]");

        this.api.resetRequests();
        this.replicate.run(request ->
                request.model("owner/name").input(Map.of()).webhook(URI.create("http://localhost:8080/hook")));
        assertBody("/v1/models/owner/name/predictions", "{\"input\":{},\"webhook\":\"http://localhost:8080/hook\"}");
    }

    record Prompt(String promptText, @Nullable Integer numOutputs, Map<String, Object> extraLora) {}

    @Test
    void recordsAreWrittenInSnakeCaseWithoutNullsAndMapsUnchanged() {
        Map<String, Object> map = new HashMap<>();
        map.put("camelCase", 1);
        map.put("Seed", null);
        this.replicate.run("owner/name", new Prompt("grün & \"so\"", null, map));
        assertBody("/v1/models/owner/name/predictions", """
                {"input":{"prompt_text":"grün & \\"so\\"","extra_lora":{"camelCase":1,"Seed":null}}}""");

        this.api.resetRequests();
        this.replicate.run("owner/name", Map.of("camelCase", new Prompt("x", 2, Map.of()), "list", List.of(1.5, true)));
        assertBody("/v1/models/owner/name/predictions", """
                {"input":{"camelCase":{"prompt_text":"x","num_outputs":2,"extra_lora":{}},"list":[1.5,true]}}""");
    }

    public static class Bean {

        public String getImageUrl() {
            return "https://example.com/a.png";
        }
    }

    @Test
    void beansAndOutputFilesCanBeInputs() {
        this.replicate.run("owner/name", new Bean());
        assertBody("/v1/models/owner/name/predictions", "{\"input\":{\"image_url\":\"https://example.com/a.png\"}}");

        this.api.resetRequests();
        this.api.resetMappings();
        anyRequestIsAnswered(json(201, Wire.succeeded("abc", "\"https://example.com/out.png\"")));
        var file = this.replicate.run("owner/name", Map.of()).file();
        this.api.resetRequests();
        this.replicate.run("owner/name", Map.of("image", file));
        assertBody("/v1/models/owner/name/predictions", "{\"input\":{\"image\":\"https://example.com/out.png\"}}");
    }

    @Test
    void sendsAdditionalProperties() {
        this.replicate.run(request -> request.model("owner/name")
                .input(Map.of())
                .additionalProperty("stream", true)
                .additionalProperty("nothing", null)
                .additionalProperty("camelCase", Map.of("a", 1)));
        assertBody(
                "/v1/models/owner/name/predictions",
                "{\"input\":{},\"stream\":true,\"nothing\":null,\"camelCase\":{\"a\":1}}");
    }

    @Test
    void sendsJsonHeaders() throws Exception {
        try (FaultServer server = FaultServer.start();
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            client.models().predictions().create("owner/name", request -> request.input(Map.of("a", "ü")));
            client.predictions().get("created");
            client.predictions().cancel("created");
            FaultServer.Received create = server.requests().get(0);
            assertThat(create.method()).isEqualTo("POST");
            assertThat(create.header("Authorization")).isEqualTo("Bearer " + Wire.TOKEN);
            assertThat(create.header("Accept")).isEqualTo("application/json");
            assertThat(create.header("Content-Type")).isEqualTo("application/json");
            assertThat(create.header("Content-Length")).isEqualTo("20");
            assertThat(create.header("Transfer-Encoding")).isNull();
            assertThat(create.header("User-Agent")).startsWith("replicate4j/");
            assertThat(create.body()).isEqualTo("{\"input\":{\"a\":\"ü\"}}");
            FaultServer.Received get = server.requests().get(1);
            assertThat(get.header("Cache-Control")).isEqualTo("no-store");
            assertThat(get.header("Content-Type")).isNull();
            assertThat(get.header("Transfer-Encoding")).isNull();
            FaultServer.Received cancel = server.requests().get(2);
            assertThat(cancel.path()).isEqualTo("/v1/predictions/created/cancel");
            assertThat(cancel.header("Transfer-Encoding")).isNull();
            assertThat(cancel.header("Content-Length")).isEqualTo("0");
        }
    }

    record Settings(Optional<String> style, Optional<Integer> seed, OptionalInt steps, List<Optional<Integer>> sizes) {}

    @Test
    void emptyOptionalsAreNotSent() {
        this.replicate.run(
                "owner/name",
                new Settings(Optional.of("x"), Optional.empty(), OptionalInt.empty(), List.of(Optional.of(1))));
        assertBody("/v1/models/owner/name/predictions", "{\"input\":{\"style\":\"x\",\"sizes\":[1]}}");
    }

    static Stream<Object> cyclicOrDeepInputs() {
        Map<String, Object> map = new HashMap<>();
        map.put("self", map);
        List<Object> list = new ArrayList<>();
        list.add(list);
        Object deep = "x";
        for (int i = 0; i < 100_000; i++) {
            deep = List.of(deep);
        }
        return Stream.of(map, Map.of("list", list), Map.of("deep", deep), Map.of("record", Optional.of(map)));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("cyclicOrDeepInputs")
    void cyclicOrDeeplyNestedInputIsRejected(Object input) {
        for (ClientStyle style : ClientStyle.values()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> style.call(
                            this.replicate,
                            client -> client.run("owner/name", input).prediction(),
                            client -> client.run("owner/name", input).map(output -> output.prediction())))
                    .withMessageContaining("nested more than 500 levels deep, or contains itself");
        }
        assertThat(requests()).isEmpty();
    }

    @Test
    void inputNestedUpToLimitIsSent() {
        Object value = "x";
        for (int depth = 0; depth < 498; depth++) {
            value = List.of(value);
        }
        this.replicate.run("owner/name", Map.of("deep", value));
        assertThat(requests()).hasSize(1);
        this.api.resetRequests();
        Object deeper = List.of(value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.replicate.run("owner/name", Map.of("deep", deeper)))
                .withMessageContaining("500");
        assertThat(requests()).isEmpty();
    }

    static Stream<Object> unsupportedValues() {
        return Stream.of(
                new Object(),
                new StringReader("x"),
                Mono.just("x"),
                Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(new byte[1])),
                DefaultDataBufferFactory.sharedInstance.wrap(new byte[1]),
                ByteBuffer.allocate(1));
    }

    /** Jackson would write such a value as an empty object or with its internal state. */
    @ParameterizedTest
    @MethodSource("unsupportedValues")
    void unsupportedValueIsRejected(Object value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.replicate.run("owner/name", Map.of("image", value)))
                .withMessageContaining("image")
                .withMessageContaining(value.getClass().getName());
        assertThat(requests()).isEmpty();
    }

    record NoFields() {}

    @Test
    void recordWithoutFieldsIsEmptyInput() {
        this.replicate.run("owner/name", new NoFields());
        assertBody("/v1/models/owner/name/predictions", "{\"input\":{}}");
    }
}
