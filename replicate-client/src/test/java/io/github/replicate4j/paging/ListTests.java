/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.paging;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.collections.ModelCollection;
import io.github.replicate4j.deployments.Deployment;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.models.ModelVersion;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionListRequest;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.ClientStyleTest;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.trainings.Training;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/** Paging works in the same way for every list. */
class ListTests extends ClientStyleTest {

    record Listing<T>(
            String method,
            String path,
            Function<Replicate, Page<T>> blocking,
            Function<AsyncReplicate, Mono<AsyncPage<T>>> reactive,
            Function<T, String> key) {

        List<String> all(ClientStyle style, Replicate client) {
            return style.list(client, this.blocking, this.reactive).stream()
                    .map(this.key)
                    .toList();
        }

        @Override
        public String toString() {
            return this.method + " " + this.path;
        }
    }

    private static final List<Listing<?>> LISTINGS = List.of(
            new Listing<>(
                    "GET",
                    "/predictions",
                    client -> client.predictions().list(),
                    client -> client.predictions().list(),
                    Prediction::id),
            new Listing<>(
                    "GET",
                    "/trainings",
                    client -> client.trainings().list(),
                    client -> client.trainings().list(),
                    Training::id),
            new Listing<>(
                    "GET",
                    "/collections",
                    client -> client.collections().list(),
                    client -> client.collections().list(),
                    ModelCollection::name),
            new Listing<>(
                    "GET",
                    "/deployments",
                    client -> client.deployments().list(),
                    client -> client.deployments().list(),
                    Deployment::name),
            new Listing<>(
                    "GET",
                    "/models",
                    client -> client.models().list(),
                    client -> client.models().list(),
                    Model::name),
            new Listing<>(
                    "QUERY",
                    "/models",
                    client -> client.models().search("x"),
                    client -> client.models().search("x"),
                    Model::name),
            new Listing<>(
                    "GET",
                    "/models/a/b/examples",
                    client -> client.models().examples().list("a/b"),
                    client -> client.models().examples().list("a/b"),
                    Prediction::id),
            new Listing<>(
                    "GET",
                    "/models/a/b/versions",
                    client -> client.models().versions().list("a/b"),
                    client -> client.models().versions().list("a/b"),
                    ModelVersion::id));

    static Stream<Arguments> listings() {
        return LISTINGS.stream()
                .flatMap(listing -> Arrays.stream(ClientStyle.values()).map(style -> Arguments.of(listing, style)));
    }

    private static String pageOf(String next, String... keys) {
        return "{\"previous\":null,\"next\":" + next + ",\"results\":"
                + Arrays.stream(keys)
                        .map(key -> "{\"id\":\"" + key + "\",\"name\":\"" + key + "\"}")
                        .collect(Collectors.joining(",", "[", "]"))
                + "}";
    }

    private void firstPageIs(Listing<?> listing, String page) {
        this.api.stubFor(
                request(listing.method(), urlEqualTo("/v1" + listing.path())).willReturn(json(200, page)));
    }

    private void pageIs(Listing<?> listing, String cursor, String page) {
        this.api.stubFor(request(listing.method(), urlEqualTo("/v1" + listing.path() + "?cursor=" + cursor))
                .willReturn(json(200, page)));
    }

    private String link(Listing<?> listing, String cursor) {
        return "\"" + baseUrl() + listing.path() + "?cursor=" + cursor + "\"";
    }

    private List<String> lines() {
        return requests().stream()
                .map(request -> request.getMethod().value() + " " + request.getUrl())
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("listings")
    void nextPageIsRequestedWithTheMethodTokenAndBodyOfTheFirst(Listing<?> listing, ClientStyle style) {
        firstPageIs(listing, pageOf(link(listing, "2"), "a", "b"));
        pageIs(listing, "2", pageOf(link(listing, "3")));
        pageIs(listing, "3", "{\"next\":" + link(listing, "4") + "}");
        pageIs(listing, "4", pageOf("null", "c"));
        assertThat(listing.all(style, this.replicate)).containsExactly("a", "b", "c");
        String next = listing.method() + " /v1" + listing.path() + "?cursor=";
        assertThat(lines())
                .containsExactlyInAnyOrder(
                        listing.method() + " /v1" + listing.path(), next + "2", next + "3", next + "4");
        for (LoggedRequest request : requests()) {
            assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + Wire.TOKEN);
            if (request.getMethod().value().equals("GET")) {
                assertThat(request.getBodyAsString()).isEmpty();
                assertThat(request.getHeader("Content-Type")).isNull();
            } else {
                assertThat(request.getBodyAsString()).isEqualTo("x");
                assertThat(request.getHeader("Content-Type")).isEqualTo("text/plain");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("listings")
    void firstItemRequestsOnePage(Listing<?> listing, ClientStyle style) {
        firstPageIs(listing, pageOf(link(listing, "2"), "a", "b"));
        if (style == ClientStyle.BLOCKING) {
            assertThat(listing.blocking().apply(this.replicate).all().limit(1)).hasSize(1);
        } else {
            assertThat(listing.reactive()
                            .apply(this.replicate.async())
                            .flatMapMany(AsyncPage::all)
                            .next()
                            .toFuture()
                            .join())
                    .isNotNull();
        }
        assertThat(lines()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("listings")
    void itemsBeforeErrorAreEmitted(Listing<?> listing, ClientStyle style) {
        firstPageIs(listing, pageOf(link(listing, "2"), "a", "b"));
        this.api.stubFor(get(urlEqualTo("/v1" + listing.path() + "?cursor=2")).willReturn(json(404, "{}")));
        List<Object> seen = new ArrayList<>();
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> collect(listing, style, seen))
                .withMessageContaining("The requested path was " + listing.path());
        assertThat(seen).hasSize(2);
    }

    private <T> void collect(Listing<T> listing, ClientStyle style, List<Object> seen) {
        style.each(this.replicate, listing.blocking(), listing.reactive(), seen::add);
    }

    @ParameterizedTest
    @MethodSource("listings")
    void cyclicListEnds(Listing<?> listing, ClientStyle style) {
        firstPageIs(listing, pageOf(link(listing, "2"), "a"));
        pageIs(listing, "2", pageOf(link(listing, "2"), "b"));
        assertThat(listing.all(style, this.replicate)).containsExactly("a", "b");
    }

    @ParameterizedTest
    @MethodSource("listings")
    void linkToAnotherHostIsNotFollowed(Listing<?> listing, ClientStyle style) throws Exception {
        try (FaultServer elsewhere = FaultServer.start()) {
            firstPageIs(listing, pageOf("\"" + elsewhere.baseUrl() + listing.path() + "?cursor=2\"", "a"));
            List<Object> seen = new ArrayList<>();
            assertThatExceptionOfType(ApiResponseValidationException.class)
                    .isThrownBy(() -> collect(listing, style, seen))
                    .withMessageContaining("another host");
            assertThat(seen).hasSize(1);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void searchIsRetried(ClientStyle style) throws Exception {
        try (FaultServer server = FaultServer.start(
                                FaultServer.closeAfterBody(), FaultServer.json(503, "", "Retry-After: 0"))
                        .afterwards(FaultServer.json(200, pageOf("null", "a")));
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            assertThat(style.list(
                            client,
                            blocking -> blocking.models().search("grün"),
                            reactive -> reactive.models().search("grün")))
                    .hasSize(1);
            assertThat(server.requests())
                    .hasSize(3)
                    .allSatisfy(each ->
                            assertThat(each.method() + " " + each.body()).isEqualTo("QUERY grün"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void predictionsAreFilteredByTimeAndSource(ClientStyle style) {
        answered(200, "{\"results\":[" + Wire.prediction("abc", "succeeded") + "]}");
        Instant after = Instant.parse("2025-01-01T00:00:00Z");
        Instant before = Instant.parse("2025-02-01T00:00:00.123456Z");
        List<Prediction> predictions = style.list(
                this.replicate,
                client -> client.predictions()
                        .list(request -> request.createdAfter(after)
                                .createdBefore(before)
                                .source("web")),
                client -> client.predictions()
                        .list(request -> request.createdAfter(after)
                                .createdBefore(before)
                                .source("web")));
        assertSentWithQuery("created_after=2025-01-01T00:00:00Z&created_before=2025-02-01T00:00:00.123456Z&source=web");
        assertThat(predictions).extracting(Prediction::id).containsExactly("abc");
        this.api.resetRequests();
        PredictionListRequest request = new PredictionListRequest(null, before, null);
        style.list(
                this.replicate,
                client -> client.predictions().list(request),
                client -> client.predictions().list(request));
        assertSentWithQuery("created_before=2025-02-01T00:00:00.123456Z");
    }

    private void assertSentWithQuery(String query) {
        assertThat(requests()).hasSize(1);
        String url = requests().get(0).getUrl();
        assertThat(url.replace("%3A", ":")).isEqualTo("/v1/predictions?" + query);
        assertSent("GET", url);
    }
}
