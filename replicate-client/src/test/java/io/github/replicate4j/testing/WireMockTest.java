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
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Base class of tests with a WireMock server instead of Replicate. */
public abstract class WireMockTest {

    /** Servers that no test uses at the moment. To start one takes longer than most tests. */
    private static final Queue<TestServer> idle = new ConcurrentLinkedQueue<>();

    private final TestServer server = Objects.requireNonNullElseGet(idle.poll(), TestServer::new);

    protected final WireMockServer api = this.server.wireMock;

    protected Replicate replicate;

    @BeforeEach
    protected void makeClient() {
        this.server.reset();
        this.replicate = builder().build();
    }

    @AfterEach
    protected void closeClient() {
        this.replicate.close();
        idle.add(this.server);
    }

    protected String baseUrl() {
        return "http://localhost:" + this.api.port() + "/v1";
    }

    protected ReplicateBuilder builder() {
        return Wire.builder(baseUrl()).defaultHeader(TestServer.HEADER, this.server.currentTest);
    }

    protected static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    protected void anyRequestIsAnswered(ResponseDefinitionBuilder response) {
        this.api.stubFor(any(anyUrl()).willReturn(response));
    }

    protected void createIsAnswered(ResponseDefinitionBuilder response) {
        this.api.stubFor(post(WireMock.urlPathMatching("/v1/.*predictions")).willReturn(response));
    }

    /** Respond with each response once, and then always with the last one. */
    protected void getIsAnswered(String id, ResponseDefinitionBuilder... responses) {
        inTurn(() -> get(urlPathEqualTo("/v1/predictions/" + id)), responses);
    }

    protected void inTurn(Supplier<MappingBuilder> request, ResponseDefinitionBuilder... responses) {
        String scenario = UUID.randomUUID().toString();
        for (int i = 0; i < responses.length; i++) {
            ScenarioMappingBuilder mapping = request.get()
                    .inScenario(scenario)
                    .whenScenarioStateIs(i == 0 ? STARTED : "after " + i)
                    .willReturn(responses[i]);
            this.api.stubFor(i + 1 < responses.length ? mapping.willSetStateTo("after " + (i + 1)) : mapping);
        }
    }

    protected List<LoggedRequest> requests() {
        return this.api.findAll(WireMock.anyRequestedFor(anyUrl())).stream()
                .filter(request -> this.server.isOfCurrentTest(request.getHeader(TestServer.HEADER)))
                .toList();
    }

    protected List<LoggedRequest> requests(String method, String path) {
        return requests().stream()
                .filter(request -> request.getMethod().value().equals(method)
                        && request.getUrl().equals(path))
                .toList();
    }

    /** Rejects the requests of earlier tests, which would otherwise use up the responses of the current one. */
    private static final class TestServer implements StubRequestFilterV2 {

        private static final String HEADER = "Test";

        private final WireMockServer wireMock =
                new WireMockServer(wireMockConfig().dynamicPort().extensions(this));

        /** A poll of an earlier test can arrive late. */
        private volatile String currentTest = "";

        TestServer() {
            this.wireMock.start();
        }

        void reset() {
            this.currentTest = UUID.randomUUID().toString();
            this.wireMock.resetAll();
        }

        boolean isOfCurrentTest(@Nullable String test) {
            return test == null || test.equals(this.currentTest);
        }

        @Override
        public RequestFilterAction filter(Request request, ServeEvent event) {
            return isOfCurrentTest(request.getHeader(HEADER))
                    ? RequestFilterAction.continueWith(request)
                    : RequestFilterAction.stopWith(ResponseDefinition.notAuthorised());
        }

        @Override
        public String getName() {
            return "current-test";
        }
    }
}
