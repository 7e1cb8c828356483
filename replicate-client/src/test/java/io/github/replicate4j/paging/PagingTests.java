/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.paging;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

class PagingTests extends WireMockTest {

    private static String page(String next, String... ids) {
        return "{\"previous\":null,\"next\":" + next + ",\"results\":"
                + Arrays.stream(ids)
                        .map(id -> Wire.prediction(id, "succeeded"))
                        .collect(Collectors.joining(",", "[", "]"))
                + "}";
    }

    private String link(String cursor) {
        return "\"" + baseUrl() + "/predictions?cursor=" + cursor + "\"";
    }

    private void pageIs(String cursor, String page) {
        this.api.stubFor(get(urlEqualTo("/v1/predictions" + (cursor.isEmpty() ? "" : "?cursor=" + cursor)))
                .willReturn(json(200, page)));
    }

    private void stubThreePages() {
        pageIs("", page(link("2"), "a", "b"));
        pageIs("2", page(link("3"), "c", "d"));
        pageIs("3", page("null", "e"));
    }

    private static List<String> ids(Iterable<Prediction> predictions) {
        List<String> ids = new ArrayList<>();
        predictions.forEach(prediction -> ids.add(prediction.id()));
        return ids;
    }

    @Test
    void iteratesOverAllPages() {
        stubThreePages();
        Page<Prediction> first = this.replicate.predictions().list();
        assertThat(ids(first)).containsExactly("a", "b", "c", "d", "e");
        assertThat(first.all().map(Prediction::id)).containsExactly("a", "b", "c", "d", "e");
        assertThat(first.results()).extracting(Prediction::id).containsExactly("a", "b");
        StepVerifier.create(this.replicate
                        .async()
                        .predictions()
                        .list()
                        .flatMapMany(AsyncPage::all)
                        .map(Prediction::id))
                .expectNext("a", "b", "c", "d", "e")
                .verifyComplete();
        assertThat(requests())
                .allSatisfy(request ->
                        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + Wire.TOKEN));
    }

    @Test
    void pagesAreRequestedLazily() {
        stubThreePages();
        Iterator<Prediction> all = this.replicate.predictions().list().iterator();
        assertThat(requests()).hasSize(1);
        all.next();
        all.next();
        assertThat(requests()).hasSize(1);
        assertThat(all.next().id()).isEqualTo("c");
        assertThat(requests()).hasSize(2);
        assertThat(this.replicate.predictions().list().all().limit(2)).hasSize(2);
        assertThat(requests()).hasSize(3);
    }

    @Test
    void reactivePagesAreRequestedOnDemand() {
        stubThreePages();
        StepVerifier.create(
                        this.replicate
                                .async()
                                .predictions()
                                .list()
                                .flatMapMany(AsyncPage::all)
                                .map(Prediction::id),
                        0)
                .thenRequest(1)
                .expectNext("a")
                .then(() -> assertRequestsStayAt(1))
                .thenRequest(2)
                .expectNext("b", "c")
                .then(() -> assertRequestsStayAt(2))
                .thenRequest(1)
                .expectNext("d")
                .thenRequest(1)
                .expectNext("e")
                .verifyComplete();
        assertThat(requests()).hasSize(3);
    }

    @Test
    void itemsOfFirstPageRequestNoOtherPage() {
        stubThreePages();
        StepVerifier.create(this.replicate
                        .async()
                        .predictions()
                        .list()
                        .flatMapMany(AsyncPage::all)
                        .take(2))
                .expectNextCount(2)
                .verifyComplete();
        assertRequestsStayAt(1);
    }

    private void assertRequestsStayAt(int requests) {
        Wire.await().during(Duration.ofMillis(80)).until(() -> requests().size() == requests);
    }

    @Test
    void listContinuesAtCursor() {
        stubThreePages();
        Page<Prediction> first = this.replicate.predictions().list();
        assertThat(first.previousCursor()).isNull();
        String cursor = first.nextCursor();
        assertThat(cursor).isNotBlank();
        Page<Prediction> second = this.replicate
                .withOptions(options -> options.queryParam("cursor", cursor))
                .predictions()
                .list();
        assertThat(ids(second))
                .isEqualTo(ids(first).subList(first.results().size(), ids(first).size()));
    }

    @Test
    void listCanBeReadTwice() {
        stubThreePages();
        AsyncPage<Prediction> first =
                this.replicate.async().predictions().list().toFuture().join();
        StepVerifier.create(first.all()).expectNextCount(5).verifyComplete();
        StepVerifier.create(first.all()).expectNextCount(5).verifyComplete();
    }

    @Test
    void emptyPageDoesNotEndList() {
        pageIs("", page(link("2")));
        pageIs("2", page(link("3")));
        pageIs("3", page("null", "e"));
        assertThat(ids(this.replicate.predictions().list())).containsExactly("e");
        StepVerifier.create(this.replicate
                        .async()
                        .predictions()
                        .list()
                        .flatMapMany(AsyncPage::all)
                        .map(Prediction::id))
                .expectNext("e")
                .verifyComplete();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"results\":null}",
                "{\"results\":[]}",
                "{\"next\":null,\"results\":[]}",
                "{\"next\":\"null\",\"results\":[null]}",
                "{\"next\":\"\",\"results\":[]}",
                "{\"next\":\" \",\"results\":[]}"
            })
    void everyFormOfEmptyListIsAccepted(String body) {
        pageIs("", body);
        Page<Prediction> page = this.replicate.predictions().list();
        assertThat(page.results()).isEmpty();
        assertThat(page.hasNextPage()).isFalse();
        assertThat(page.iterator().hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> page.iterator().next());
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(page::nextPage);
        StepVerifier.create(this.replicate.async().predictions().list().flatMap(AsyncPage::nextPage))
                .verifyComplete();
    }

    @Test
    void cyclicListEnds() {
        pageIs("", page(link("2"), "a"));
        pageIs("2", page(link("3"), "b"));
        pageIs("3", page(link("2"), "c"));
        assertThat(ids(this.replicate.predictions().list())).containsExactly("a", "b", "c");
        pageIs("2", page(link("2"), "b"));
        assertThat(ids(this.replicate.predictions().list())).containsExactly("a", "b");
    }

    @Test
    void cursorIsSentUnchanged() {
        pageIs("", page(link("a%2Bb%3D%3D+c"), "a"));
        pageIs("a%2Bb%3D%3D+c", page("null", "b"));
        assertThat(ids(this.replicate.predictions().list())).containsExactly("a", "b");
    }

    @Test
    void failedPageIsRetriedAndThenReported() {
        pageIs("", page(link("2"), "a"));
        inTurn(() -> get(urlEqualTo("/v1/predictions?cursor=2")), json(503, ""), json(200, page(link("3"), "b")));
        this.api.stubFor(get(urlEqualTo("/v1/predictions?cursor=3")).willReturn(json(404, "{}")));
        List<String> seen = new ArrayList<>();
        assertThatExceptionOfType(ApiStatusException.class)
                .isThrownBy(() -> this.replicate.predictions().list().forEach(each -> seen.add(each.id())));
        assertThat(seen).containsExactly("a", "b");
    }

    @Test
    void manyPagesDoNotOverflowStack() {
        for (int i = 0; i < 400; i++) {
            pageIs(i == 0 ? "" : "" + i, page(i == 399 ? "null" : link("" + (i + 1)), "p" + i));
        }
        StepVerifier.create(this.replicate.async().predictions().list().flatMapMany(AsyncPage::all))
                .expectNextCount(400)
                .verifyComplete();
    }

    @Test
    void httpLinkIsFollowedOverHttps() throws Exception {
        WireMockServer secure =
                new WireMockServer(wireMockConfig().dynamicPort().dynamicHttpsPort());
        secure.start();
        var trust = SslContextBuilder.forClient()
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .build();
        try (Replicate client = Wire.builder("https://localhost:" + secure.httpsPort() + "/v1")
                .connector(new ReactorClientHttpConnector(HttpClient.create().secure(tls -> tls.sslContext(trust))))
                .build()) {
            String next = "\"http://localhost:" + secure.httpsPort() + "/v1/predictions?cursor=2\"";
            secure.stubFor(get(urlEqualTo("/v1/predictions")).willReturn(json(200, page(next, "a"))));
            secure.stubFor(get(urlEqualTo("/v1/predictions?cursor=2")).willReturn(json(200, page("null", "b"))));
            assertThat(ids(client.predictions().list())).containsExactly("a", "b");
            assertThat(secure.getAllServeEvents())
                    .hasSize(2)
                    .allSatisfy(
                            event -> assertThat(event.getRequest().getScheme()).isEqualTo("https"));
        } finally {
            secure.stop();
        }
    }

    @Test
    void stringContainsNoItems() {
        stubThreePages();
        assertThat(this.replicate.predictions().list()).hasToString("Page[results=2, hasNextPage=true]");
        assertThat(this.replicate.async().predictions().list().toFuture().join())
                .hasToString("AsyncPage[results=2, hasNextPage=true]");
    }
}
