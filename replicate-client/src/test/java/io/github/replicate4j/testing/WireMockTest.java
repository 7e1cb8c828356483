/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.ScenarioMappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Base class of tests with a WireMock server instead of Replicate. */
public abstract class WireMockTest {

    protected static final WireMockServer api =
            new WireMockServer(wireMockConfig().dynamicPort().extensions(new CurrentTestFilter()));

    /** A poll of an earlier test can arrive late. */
    private static volatile String currentTest = "";

    private static final String TEST = "Test";

    protected Replicate replicate;

    @BeforeAll
    protected static void startServer() {
        api.start();
    }

    @AfterAll
    protected static void stopServer() {
        api.stop();
    }

    @BeforeEach
    protected void makeClient() {
        currentTest = UUID.randomUUID().toString();
        api.resetAll();
        this.replicate = builder().build();
    }

    @AfterEach
    protected void closeClient() {
        this.replicate.close();
    }

    protected static String baseUrl() {
        return "http://localhost:" + api.port() + "/v1";
    }

    protected static ReplicateBuilder builder() {
        return Wire.builder(baseUrl()).defaultHeader(TEST, currentTest);
    }

    protected static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    protected static void anyRequestIsAnswered(ResponseDefinitionBuilder response) {
        api.stubFor(any(anyUrl()).willReturn(response));
    }

    protected static void createIsAnswered(ResponseDefinitionBuilder response) {
        api.stubFor(post(WireMock.urlPathMatching("/v1/.*predictions")).willReturn(response));
    }

    /** Respond with each response once, and then always with the last one. */
    protected static void getIsAnswered(String id, ResponseDefinitionBuilder... responses) {
        inTurn(() -> get(urlPathEqualTo("/v1/predictions/" + id)), responses);
    }

    protected static void inTurn(Supplier<MappingBuilder> request, ResponseDefinitionBuilder... responses) {
        String scenario = UUID.randomUUID().toString();
        for (int i = 0; i < responses.length; i++) {
            ScenarioMappingBuilder mapping = request.get()
                    .inScenario(scenario)
                    .whenScenarioStateIs(i == 0 ? STARTED : "after " + i)
                    .willReturn(responses[i]);
            api.stubFor(i + 1 < responses.length ? mapping.willSetStateTo("after " + (i + 1)) : mapping);
        }
    }

    protected static List<LoggedRequest> requests() {
        return api.findAll(WireMock.anyRequestedFor(anyUrl())).stream()
                .filter(request -> isOfCurrentTest(request.getHeader(TEST)))
                .toList();
    }

    private static boolean isOfCurrentTest(@Nullable String test) {
        return test == null || test.equals(currentTest);
    }

    protected static List<LoggedRequest> requests(String method, String path) {
        return requests().stream()
                .filter(request -> request.getMethod().value().equals(method)
                        && request.getUrl().equals(path))
                .toList();
    }

    /** Rejects the requests of earlier tests, which would otherwise use up the responses of the current one. */
    private static final class CurrentTestFilter implements StubRequestFilterV2 {

        @Override
        public RequestFilterAction filter(Request request, ServeEvent event) {
            return isOfCurrentTest(request.getHeader(TEST))
                    ? RequestFilterAction.continueWith(request)
                    : RequestFilterAction.stopWith(ResponseDefinition.notAuthorised());
        }

        @Override
        public String getName() {
            return "current-test";
        }
    }
}
