/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.paging;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import io.github.replicate4j.trainings.Training;
import io.github.replicate4j.webhook.WebhookTarget;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Predictions and trainings are found by the reference of the application. */
class ReferenceSearchTests extends WireMockTest {

    private static final Instant SINCE = Instant.parse("2026-01-02T03:00:00Z");

    private static final String FIRST_PAGE = "/v1/predictions?created_after=2026-01-02T03%3A00%3A00Z";

    private static String task(String id, String createdAt, String query) {
        return """
                {"id":"%s","status":"starting","created_at":"%s","webhook":"https://app.test/hook?%s"}""".formatted(id, createdAt, query);
    }

    private void pages(String path, String first, String second, String third) {
        String base =
                baseUrl() + path.substring("/v1".length(), path.contains("?") ? path.indexOf('?') : path.length());
        page(path, base + "?cursor=2", first);
        page(base.substring(base.indexOf("/v1")) + "?cursor=2", base + "?cursor=3", second);
        page(base.substring(base.indexOf("/v1")) + "?cursor=3", null, third);
    }

    private void page(String url, String next, String results) {
        String link = next == null ? "null" : "\"" + next + "\"";
        this.api.stubFor(
                get(urlEqualTo(url)).willReturn(json(200, "{\"next\":" + link + ",\"results\":[" + results + "]}")));
    }

    @ParameterizedTest
    @EnumSource
    void allPagesArePredictionsSinceTheGivenTime(ClientStyle style) {
        pages(
                FIRST_PAGE,
                task("c", "2026-01-02T03:03:00Z", "replicate=prediction&replicate-reference=order%2042"),
                task("x", "2026-01-02T03:02:00Z", "replicate=prediction&replicate-reference=order%20421") + ","
                        + "{\"id\":\"without-webhook\",\"status\":\"starting\"}",
                task("a", "2026-01-02T03:00:00Z", "replicate=prediction&replicate-reference=order%2042"));
        List<Prediction> found = style.call(
                this.replicate,
                client -> client.predictions().find("order 42", SINCE),
                client -> client.predictions().find("order 42", SINCE));
        assertThat(found).extracting(Prediction::id).containsExactly("c", "a");
        assertThat(found).extracting(Prediction::reference).containsOnly("order 42");
        assertThat(requests()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void searchOfTrainingsStopsAtFirstOlderTraining(ClientStyle style) {
        pages(
                "/v1/trainings",
                task("c", "2026-01-02T03:03:00Z", "replicate=training&replicate-reference=a"),
                task("b", "2026-01-02T03:00:00Z", "replicate=training&replicate-reference=a") + ","
                        + task("old", "2026-01-02T02:59:59Z", "replicate=training&replicate-reference=a"),
                task("older", "2026-01-02T02:00:00Z", "replicate=training&replicate-reference=a"));
        List<Training> found = style.call(
                this.replicate,
                client -> client.trainings().find("a", SINCE),
                client -> client.trainings().find("a", SINCE));
        assertThat(found).extracting(Training::id).containsExactly("c", "b");
        assertThat(found).extracting(Training::reference).containsOnly("a");
        assertThat(requests()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void noMatchIsAnEmptyList(ClientStyle style) {
        page(FIRST_PAGE, null, task("a", "2026-01-02T03:00:00Z", "replicate=prediction"));
        List<Prediction> found = style.call(
                this.replicate,
                client -> client.predictions().find("order 42", SINCE),
                client -> client.predictions().find("order 42", SINCE));
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void invalidReferenceIsRejectedWithoutRequest(ClientStyle style) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> style.call(
                        this.replicate,
                        client -> client.predictions().find(" ", SINCE),
                        client -> client.predictions().find(" ", SINCE)))
                .withMessageContaining("reference");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> style.call(
                        this.replicate,
                        client -> client.trainings().find("a".repeat(201), SINCE),
                        client -> client.trainings().find("a".repeat(201), SINCE)))
                .withMessageContaining("reference");
        assertThat(requests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void unknownOutcomeHasReference(ClientStyle style) throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.closeAfterBody());
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            assertThatExceptionOfType(OutcomeUnknownException.class)
                    .isThrownBy(() -> style.call(
                            client,
                            blocking -> blocking.predictions()
                                    .create(request -> request.version(Wire.VERSION)
                                            .input(Map.of())
                                            .reference("order-42")),
                            reactive -> reactive.predictions()
                                    .create(request -> request.version(Wire.VERSION)
                                            .input(Map.of())
                                            .reference("order-42"))))
                    .satisfies(failure -> assertThat(failure.reference()).isEqualTo("order-42"));
        }
        try (FaultServer server = FaultServer.start(FaultServer.closeAfterBody());
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            assertThatExceptionOfType(OutcomeUnknownException.class)
                    .isThrownBy(() -> style.call(
                            client,
                            blocking -> blocking.trainings()
                                    .create(
                                            "a/b",
                                            "v",
                                            request -> request.destination("me/mine")
                                                    .input(Map.of())
                                                    .reference("order-43")),
                            reactive -> reactive.trainings()
                                    .create(
                                            "a/b",
                                            "v",
                                            request -> request.destination("me/mine")
                                                    .input(Map.of())
                                                    .reference("order-43"))))
                    .satisfies(failure -> assertThat(failure.reference()).isEqualTo("order-43"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void emulatorReturnsReference(ClientStyle style) {
        Instant since = Instant.now().minusSeconds(60);
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate client = Replicate.builder()
                        .emulator(emulator.baseUrl().toString())
                        .defaultWebhook(WebhookTarget.to(URI.create("http://127.0.0.1:1/hook")))
                        .build()) {
            emulator.model("acme/painter").official().respond(script -> script.hang());
            Prediction created = client.models()
                    .predictions()
                    .create(
                            "acme/painter",
                            request -> request.input(Map.of("prompt", "x")).reference("order 42"));
            assertThat(created.reference()).isEqualTo("order 42");
            List<Prediction> found = style.call(
                    client,
                    blocking -> blocking.predictions().find("order 42", since),
                    reactive -> reactive.predictions().find("order 42", since));
            assertThat(found).extracting(Prediction::id).containsExactly(created.id());
        }
    }
}
