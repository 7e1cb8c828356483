/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;

/** The API token is sent to the API only. */
class OriginTests extends WireMockTest {

    private static final WireMockServer other =
            new WireMockServer(wireMockConfig().dynamicPort());

    @BeforeAll
    static void startOther() {
        other.start();
    }

    @AfterAll
    static void stopOther() {
        other.stop();
    }

    @BeforeEach
    void stubOther() {
        other.resetAll();
        other.stubFor(
                any(anyUrl()).willReturn(aResponse().withStatus(200).withBody("{\"results\":[],\"id\":\"stolen\"}")));
    }

    private static String other(String path) {
        return "http://localhost:" + other.port() + path;
    }

    private static List<LoggedRequest> requestsToOther() {
        return other.findAll(anyRequestedFor(anyUrl()));
    }

    @Test
    void nextLinkToAnotherHostIsRejected() {
        String link = other("/v1/predictions?cursor=secret");
        anyRequestIsAnswered(json(200, "{\"next\":\"" + link + "\",\"results\":[]}"));
        var page = this.replicate.predictions().list();
        assertThat(page.hasNextPage()).isTrue();
        assertThatExceptionOfType(ApiResponseValidationException.class)
                .isThrownBy(page::nextPage)
                .withMessageContaining("another host")
                .withMessageNotContaining("secret");
        assertThat(requestsToOther()).isEmpty();
        assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.replicate.com/v1/predictions?cursor=x",
                "//localhost/v1",
                "/v1/predictions?cursor=x",
                "file:///etc/passwd",
                "not a url",
                "http://localhost.example.com/v1",
                "javascript:alert(1)"
            })
    void unusableNextLinkIsRejected(String link) {
        anyRequestIsAnswered(json(200, "{\"next\":\"" + link + "\",\"results\":[]}"));
        assertThatExceptionOfType(ApiResponseValidationException.class)
                .isThrownBy(() -> this.replicate.predictions().list().nextPage());
        assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectIsNotFollowed(int status) {
        anyRequestIsAnswered(json(status, "").withHeader("Location", other("/v1/predictions/abc")));
        assertThatExceptionOfType(ApiStatusException.class)
                .isThrownBy(() -> this.replicate.predictions().get("abc"));
        assertThatExceptionOfType(ApiStatusException.class)
                .isThrownBy(() -> this.replicate.run("owner/name", Map.of()));
        assertThat(requestsToOther()).isEmpty();
        assertThat(requests()).hasSize(2);
    }

    @Test
    void fileIsReadWithoutTokenAndApiHeaders(@TempDir Path folder) {
        createIsAnswered(json(201, Wire.succeeded("abc", "\"" + other("/out.png?sig=1") + "\"")));
        this.replicate.close();
        this.replicate = builder().defaultHeader("X-Internal", "secret").build();
        Replicate client = this.replicate.withOptions(options -> options.header("X-Other", "secret"));
        var file = client.run("owner/name", Map.of()).file();
        file.bytes();
        file.saveTo(folder.resolve("out.png"));
        assertThat(file.body()).isNotEmpty();
        assertThat(requestsToOther()).hasSize(3).allSatisfy(request -> {
            assertThat(request.getUrl()).isEqualTo("/out.png?sig=1");
            assertThat(request.getHeaders().all().toString()).doesNotContain("secret", Wire.TOKEN);
            assertThat(request.getHeader("Authorization")).isNull();
            assertThat(request.getHeader("Accept-Encoding")).isEqualTo("identity");
            assertThat(request.getHeader("User-Agent")).startsWith("replicate4j/");
        });
    }

    @Test
    void fileIsReadWithoutHeadersOfCustomWebClient() {
        createIsAnswered(json(201, Wire.succeeded("abc", "\"" + other("/out.png") + "\"")));
        WebClient.Builder custom = WebClient.builder()
                .defaultHeader("Authorization", "Bearer " + Wire.TOKEN)
                .filter((request, next) -> next.exchange(ClientRequest.from(request)
                        .header("X-Internal", "for the API alone")
                        .build()));
        try (Replicate client = builder().webClient(custom).build()) {
            client.run("owner/name", Map.of()).file().bytes();
        }
        assertThat(requestsToOther()).hasSize(1).allSatisfy(request -> {
            assertThat(request.getHeader("Authorization")).isNull();
            assertThat(request.getHeader("X-Internal")).isNull();
        });
        assertThat(requests()).allSatisfy(request -> {
            assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + Wire.TOKEN);
            assertThat(request.getHeader("X-Internal")).isEqualTo("for the API alone");
        });
    }

    @Test
    void customWebClientDoesNotFollowRedirects() {
        createIsAnswered(aResponse().withStatus(307).withHeader("Location", other("/elsewhere")));
        WebClient.Builder custom = WebClient.builder()
                .clientConnector(
                        new ReactorClientHttpConnector(HttpClient.create().followRedirect(true)));
        try (Replicate client = builder().webClient(custom).build()) {
            assertThatExceptionOfType(ApiStatusException.class).isThrownBy(() -> client.run("owner/name", Map.of()));
        }
        assertThat(requestsToOther()).isEmpty();
    }

    @Test
    void fileRedirectIsNotFollowed() {
        createIsAnswered(
                json(201, Wire.succeeded("abc", "\"http://localhost:" + this.api.port() + "/files/out.png\"")));
        this.api.stubFor(WireMock.get("/files/out.png")
                .willReturn(aResponse().withStatus(302).withHeader("Location", other("/elsewhere"))));
        var file = this.replicate.run("owner/name", Map.of()).file();
        assertThatExceptionOfType(ApiStatusException.class).isThrownBy(file::bytes);
        assertThat(requestsToOther()).isEmpty();
    }

    @Test
    void urlsInsidePredictionAreNotRequested() {
        String prediction = Wire.prediction("abc", "processing")
                .replace("https://api.replicate.com", other(""))
                .replace("\"urls\":{", "\"urls\":{\"stream\":\"" + other("/stream") + "\",");
        createIsAnswered(json(201, prediction));
        getIsAnswered("abc", json(200, prediction), json(200, Wire.succeeded("abc", "\"done\"")));
        this.replicate.run(
                request -> request.model("owner/name").input(Map.of()).webhook(URI.create(other("/hook"))));
        this.api.stubFor(WireMock.post("/v1/predictions/abc/cancel").willReturn(json(200, prediction)));
        Prediction cancelled = this.replicate.predictions().cancel("abc");
        assertThat(cancelled.urls().stream()).isEqualTo(other("/stream"));
        assertThat(requestsToOther()).isEmpty();
    }
}
