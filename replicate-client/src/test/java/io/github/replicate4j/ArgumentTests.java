/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.endpoint.EndpointRequest;
import io.github.replicate4j.http.RequestOptions;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.run.RunRequest;
import io.github.replicate4j.settings.RetrySettings;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import io.github.replicate4j.webhook.WebhookEventType;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;

class ArgumentTests extends WireMockTest {

    private static final Map<String, Object> EMPTY = Map.of();

    private void refused(String argument, Consumer<Replicate> call) {
        anyRequestIsAnswered(json(201, Wire.succeeded("abc", "null")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call.accept(this.replicate))
                .withMessageContaining(argument);
        assertThat(requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", ".", ".."})
    void idThatIsNotPathSegmentIsRefused(String id) {
        refused("id", client -> client.predictions().get(id));
        refused("id", client -> client.predictions().cancel(id));
        refused("id", client -> client.files().get(id));
        refused("id", client -> client.files().delete(id));
        refused("id", client -> client.predictions().await(id));
        refused("id", client -> client.predictions().await(id, Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".."})
    void reactiveClientRefusesIdBeforeSubscription(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.replicate.async().predictions().get(id))
                .withMessageContaining("id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.replicate.async().predictions().cancel(id))
                .withMessageContaining("id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.replicate.async().predictions().await(id))
                .withMessageContaining("id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a/b | a%2Fb",
                "a b | a%20b",
                "a?b=c | a%3Fb%3Dc",
                "a#b | a%23b",
                "a%2Fb | a%252Fb",
                "grün | gr%C3%BCn",
                "../x | ..%2Fx",
                "{id} | %7Bid%7D",
                "a+b | a%2Bb"
            })
    void idIsSentAsOneEncodedSegment(String id, String segment) {
        anyRequestIsAnswered(json(200, Wire.prediction(id, "starting")));
        this.replicate.predictions().get(id);
        this.replicate.predictions().cancel(id);
        assertThat(requests())
                .extracting(request -> request.getMethod() + " " + request.getUrl())
                .containsExactlyInAnyOrder(
                        "GET /v1/predictions/" + segment, "POST /v1/predictions/" + segment + "/cancel");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "owner/",
                "/name",
                "owner/name/more",
                "owner name",
                "owner/na me",
                "../name",
                "owner/..",
                "owner/name:",
                "owner/name:a:b",
                "owner/name?x=y",
                "owner/näme",
                "https://replicate.com/owner/name",
                "owner/name#x",
                "..",
                ".",
                "owner\n/name"
            })
    void malformedReferenceIsRefused(String reference) {
        refused("model", client -> client.run(reference, EMPTY));
        refused(
                reference.isBlank() ? "version" : "model reference",
                client -> client.predictions()
                        .create(request -> request.version(reference).input(EMPTY)));
        refused("model", client -> client.models().predictions().create(reference, request -> request.input(EMPTY)));
        refused(
                "deployment",
                client -> client.deployments().predictions().create(reference, request -> request.input(EMPTY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner/name:version", "version"})
    void versionInModelNameIsRefused(String reference) {
        refused("model", client -> client.models().predictions().create(reference, request -> request.input(EMPTY)));
        refused(
                "deployment",
                client -> client.deployments().predictions().create(reference, request -> request.input(EMPTY)));
    }

    @Test
    @SuppressWarnings("NullAway")
    void missingReferenceIsRefused() {
        refused("model", client -> client.run((String) null, EMPTY));
        refused("model", client -> client.run(request -> request.input(EMPTY)));
        refused("version", client -> client.predictions().create(request -> request.input(EMPTY)));
        refused("model", client -> client.models().predictions().create(null, request -> request.input(EMPTY)));
        refused(
                "deployment",
                client -> client.deployments().predictions().create(null, request -> request.input(EMPTY)));
    }

    @Test
    void versionTogetherWithModelIsRefused() {
        refused(
                "version",
                client -> client.models()
                        .predictions()
                        .create("owner/name", request -> request.version("abc").input(EMPTY)));
        refused(
                "version",
                client -> client.deployments()
                        .predictions()
                        .create("owner/name", request -> request.version("abc").input(EMPTY)));
        PredictionRequest withVersion =
                PredictionRequest.builder().version("abc").input(EMPTY).build();
        refused(
                "version",
                client -> client.run(new RunRequest("owner/name", withVersion, null, null, null, false, false)));
    }

    @Test
    void modelWithoutOwnerIsRefused() {
        refused("model 'flux' has no owner", client -> client.run("flux", EMPTY));
        refused("model 'flux-schnell' has no owner", client -> client.use("flux-schnell"));
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefusedByName() {
        refused("timeout", client -> builder().timeout(null));
        refused("connectTimeout", client -> builder().connectTimeout(null));
        refused("closeTimeout", client -> builder().closeTimeout(null));
        refused("retry", client -> builder().retry(null));
        refused("run", client -> builder().run(null));
        refused("files", client -> builder().files(null));
        refused("stream", client -> builder().stream(null));
        refused("baseUrl", client -> builder().baseUrl((java.net.URI) null));
        refused("baseUrl", client -> builder().baseUrl((String) null));
        refused("connector", client -> builder().connector(null));
        refused("signals", client -> builder().signals(null));
        refused("header X-A", client -> builder().defaultHeader("X-A", null));
        refused("header", client -> builder().defaultHeader(null, "1"));
        refused("options", client -> client.withOptions(null));
        refused("queryParam a", client -> client.withOptions(options -> options.queryParam("a", null)));
        refused("header X-A", client -> client.withOptions(options -> options.header("X-A", null)));
        refused("queryParam a", client -> EndpointRequest.get("/a").queryParam("a", null));
        refused("header X-A", client -> EndpointRequest.get("/a").header("X-A", null));
    }

    @Test
    void runWithoutPreferWaitDoesNotHoldTheCreate() {
        anyRequestIsAnswered(json(201, Wire.succeeded("abc", "null")));
        this.replicate.run(request -> request.model("a/b").input(EMPTY).withoutPreferWait());
        assertThat(requests())
                .singleElement()
                .satisfies(request -> assertThat(request.getHeader("Prefer")).isNull());
        this.api.resetRequests();
        this.replicate.run(
                request -> request.model("a/b").input(EMPTY).withoutPreferWait().preferWait(Duration.ofSeconds(7)));
        assertThat(requests())
                .singleElement()
                .satisfies(request -> assertThat(request.getHeader("Prefer")).isEqualTo("wait=7"));
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void runWithoutPreferWaitIgnoresThePreferWaitOfThePrediction(ClientStyle style) {
        anyRequestIsAnswered(json(201, Wire.succeeded("abc", "null")));
        PredictionRequest prediction =
                PredictionRequest.of(request -> request.input(EMPTY).preferWait(Duration.ofSeconds(7)));
        RunRequest request = new RunRequest("a/b", prediction, null, null, null, true, false);
        style.call(
                this.replicate,
                client -> client.run(request).prediction(),
                client -> client.run(request).map(AsyncOutput::prediction));
        assertThat(requests())
                .singleElement()
                .satisfies(sent -> assertThat(sent.getHeader("Prefer")).isNull());
    }

    @Test
    void optionsNameTheHeadersThatAreNotSent() {
        assertThat(RequestOptions.NONE.with(options -> options.withoutHeader("X-A")))
                .asString()
                .contains("withoutHeaders=[x-a]");
    }

    @Test
    void copyTakesBackHeaderAndTimeout() {
        anyRequestIsAnswered(json(200, Wire.succeeded("abc", "null")));
        try (Replicate client =
                builder().defaultHeader("X-A", "1").defaultHeader("X-B", "2").build()) {
            client.withOptions(options -> options.withoutHeader("x-a"))
                    .predictions()
                    .get("abc");
            assertThat(requests()).last().satisfies(request -> {
                assertThat(request.getHeader("X-A")).isNull();
                assertThat(request.getHeader("X-B")).isEqualTo("2");
                assertThat(request.getHeader("User-Agent")).startsWith("replicate4j/");
            });
            client.withOptions(options -> options.withoutHeader("X-A").header("x-a", "3"))
                    .predictions()
                    .get("abc");
            assertThat(requests())
                    .last()
                    .satisfies(request -> assertThat(request.getHeader("X-A")).isEqualTo("3"));
        }
        assertThat(io.github.replicate4j.http.RequestOptions.NONE
                        .with(options -> options.timeout(Duration.ofSeconds(1)))
                        .with(options -> options.timeout(null))
                        .timeout())
                .isNull();
    }

    static Stream<Duration> waitsOutOfRange() {
        return Stream.of(
                Duration.ZERO,
                Duration.ofSeconds(61),
                Duration.ofMillis(1500),
                Duration.ofSeconds(-1),
                Duration.ofDays(1));
    }

    @ParameterizedTest
    @MethodSource("waitsOutOfRange")
    void preferWaitIsWholeSecondsFromOneToSixty(Duration wait) {
        refused(
                "preferWait",
                client -> client.predictions()
                        .create(request -> request.version("abc").input(EMPTY).preferWait(wait)));
        refused(
                "preferWait",
                client -> client.run(
                        request -> request.model("owner/name").input(EMPTY).preferWait(wait)));
        refused("run preferWait", client -> builder().run(settings -> settings.preferWait(wait)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT4S", "PT25H", "PT5.5S", "PT24H1S", "PT-5S"})
    void cancelAfterIsWholeSecondsFromFiveSecondsToOneDay(Duration life) {
        refused(
                "cancelAfter",
                client -> client.predictions()
                        .create(request -> request.version("abc").input(EMPTY).cancelAfter(life)));
        refused(
                "cancelAfter",
                client -> client.run(
                        request -> request.model("owner/name").input(EMPTY).cancelAfter(life)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/replicate/webhook",
                "webhook",
                "http://example.com/hook",
                "ftp://example.com/hook",
                "https:/hook",
                "mailto:me@example.com"
            })
    void webhookMustBeAbsoluteHttpsUrl(URI url) {
        refused(
                "webhook",
                client -> client.predictions()
                        .create(request ->
                                request.version("abc").input(EMPTY).webhook(url, WebhookEventType.COMPLETED)));
        refused(
                "webhook",
                client -> client.run(
                        request -> request.model("owner/name").input(EMPTY).webhook(url)));
    }

    @Test
    @SuppressWarnings("NullAway")
    void missingInputIsRefused() {
        refused("input", client -> client.run("owner/name", null));
        refused("input", client -> client.predictions().create(request -> request.version("abc")));
        refused("input", client -> client.models().predictions().create("owner/name", request -> {}));
        refused("input", client -> client.deployments().predictions().create("owner/name", request -> {}));
    }

    static Stream<Object> otherThanObjects() {
        return Stream.of("text", 42, true, List.of("a"), new int[] {1});
    }

    @ParameterizedTest
    @MethodSource("otherThanObjects")
    void inputMustBeObject(Object input) {
        refused("input must be a JSON object", client -> client.run("owner/name", input));
        refused(
                "input must be a JSON object",
                client -> client.predictions()
                        .create(request -> request.version("abc").input(input)));
    }

    static Stream<Arguments> files() {
        return Stream.of(
                        Path.of("image.jpg"),
                        new File("image.jpg"),
                        new byte[] {1, 2, 3},
                        new ByteArrayInputStream(new byte[] {1}),
                        new ByteArrayResource(new byte[] {1}))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("files")
    void fileOutsideInputIsRefused(Object file) {
        refused(
                "image",
                client -> client.run(request -> request.model("owner/name")
                        .input(Map.of())
                        .additionalProperty("extra", Map.of("image", file))));
        refused("input", client -> client.run("owner/name", file));
    }

    @Test
    void inputThatCannotBeSerializedIsRefused() {
        refused(
                "input",
                client -> client.run("owner/name", Map.of("x", new Object() {
                    @SuppressWarnings("unused")
                    public String getBroken() {
                        throw new UnsupportedOperationException("no");
                    }
                })));
    }

    @Test
    void settingsOutOfRangeAreRefusedWhenSet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().maxRetries(-1))
                .withMessageContaining("maxRetries");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.replicate.withOptions(options -> options.maxRetries(-1)))
                .withMessageContaining("maxRetries");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new RetrySettings(-1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1)))
                .withMessageContaining("maxRetries");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetrySettings(1, Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1)))
                .withMessageContaining("initialDelay");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().timeout(Duration.ZERO))
                .withMessageContaining("timeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.replicate.withOptions(options -> options.timeout(Duration.ofSeconds(-1))))
                .withMessageContaining("timeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().connectTimeout(Duration.ZERO))
                .withMessageContaining("connectTimeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().maxInMemorySize(0).build())
                .withMessageContaining("maxInMemorySize");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> builder().files(files -> files.maxDownloadSize(0)).build())
                .withMessageContaining("files maxDownloadSize");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().files(files -> files.encoding(null)))
                .withMessage("files encoding must not be null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().run(wait -> wait.timeout(Duration.ZERO)))
                .withMessageContaining("timeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().run(wait -> wait.pollInterval(Duration.ZERO)))
                .withMessageContaining("pollInterval");
        refused("timeout", client -> client.predictions().await("abc", Duration.ZERO));
        refused(
                "timeout",
                client -> client.run(
                        request -> request.model("owner/name").input(EMPTY).timeout(Duration.ofSeconds(-3))));
    }

    @Test
    void headerWithLineBreakOrTokenIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().defaultHeader("X-A", "1\r\nX-B: 2"))
                .withMessageContaining("X-A");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.replicate.withOptions(options -> options.header("X-A\nX-B", "1")))
                .withMessageContaining("header");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().defaultHeader("authorization", "Bearer x"))
                .withMessageContaining("bearerToken");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.replicate.withOptions(options -> options.queryParam(" ", "1")))
                .withMessageContaining("queryParam");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.replicate.run(
                        request -> request.model("owner/name").input(EMPTY).additionalProperty("", 1)))
                .withMessageContaining("additionalProperty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Prefer", "prefer", "Cancel-After", "CANCEL-AFTER"})
    void headerWithItsOwnSettingIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().defaultHeader(name, "wait=60"))
                .withMessageContaining(name)
                .withMessageContaining("preferWait");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.replicate.withOptions(options -> options.header(name, "60s")))
                .withMessageContaining(name)
                .withMessageContaining("cancelAfter");
    }

    static Stream<Duration> unlimited() {
        return Stream.of(Duration.ofDays(365_000), ChronoUnit.FOREVER.getDuration(), Duration.ofMillis(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("unlimited")
    void veryLongDurationsStandForNoLimit(Duration forever) {
        createIsAnswered(json(201, Wire.prediction("abc", "starting")));
        getIsAnswered("abc", json(503, ""), json(200, Wire.succeeded("abc", "\"done\"")));
        try (Replicate client = builder()
                .timeout(forever)
                .connectTimeout(forever)
                .retry(retry -> retry.maxDelay(forever).maxServerDelay(forever))
                .run(run -> run.timeout(forever).webhookPollInterval(forever))
                .stream(stream -> stream.idleTimeout(forever))
                .files(files -> files.uploadTimeout(forever).downloadTimeout(forever))
                .build()) {
            assertThat(client.run("owner/name", Map.of()).text()).isEqualTo("done");
            assertThat(client.run(request ->
                                    request.model("owner/name").input(Map.of()).timeout(forever))
                            .text())
                    .isEqualTo("done");
            assertThat(client.withOptions(options -> options.timeout(forever))
                            .predictions()
                            .await("abc", forever)
                            .succeeded())
                    .isTrue();
            try (Stream<Prediction> updates = client.predictions().updates("abc", forever)) {
                assertThat(updates.toList()).isNotEmpty();
            }
        }
        try (Replicate client = builder()
                .retry(retry -> retry.initialDelay(forever))
                .run(run -> run.pollInterval(forever))
                .build()) {
            assertThat(client.predictions().await("abc").succeeded()).isTrue();
        }
    }

    @Test
    void connectionsAndPollRateHaveMinimums() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().maxConnections(0))
                .withMessageContaining("maxConnections");
        builder().maxConnections(Integer.MAX_VALUE).build().close();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().run(wait -> wait.pollInterval(Duration.ofNanos(100_000))))
                .withMessageContaining("pollInterval")
                .withMessageContaining("1 ms");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().run(wait -> wait.maxPollsPerMinute(0)))
                .withMessageContaining("maxPollsPerMinute");
    }
}
