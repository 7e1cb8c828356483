/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.clients;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.webhooks.testing.Delivery;
import io.github.replicate4j.webhooks.testing.HttpResponse;
import io.github.replicate4j.webhooks.testing.RecordingListener;
import io.github.replicate4j.webhooks.testing.Stack;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** An application with a default client and two others, each with its own server. */
@ParameterizedClass
@EnumSource
class NamedClientsTests {

    private static final String PATH = "/replicate/webhook";

    private static final String DEFAULT_SECRET = "whsec_" + "A".repeat(32);

    private static final String SECRET_A = "whsec_" + "B".repeat(32);

    private static final String SECRET_B = "whsec_" + "C".repeat(32);

    private static final Map<String, WireMockServer> servers = new LinkedHashMap<>();

    private static ConfigurableApplicationContext application;

    @Parameter
    Stack stack;

    @BeforeAll
    static void startServers() {
        for (String name : new String[] {"default", "team-a", "teamB"}) {
            WireMockServer server = new WireMockServer(options().dynamicPort());
            server.start();
            server.stubFor(post("/v1/predictions").willReturn(okJson("""
                            {"id": "of-%s", "status": "starting", "model": "acme/painter"}""".formatted(name))));
            server.stubFor(get("/v1/account")
                    .willReturn(okJson("{\"type\": \"user\", \"username\": \"%s\"}".formatted(name))));
            servers.put(name, server);
        }
        servers.get("teamB")
                .stubFor(
                        get("/v1/webhooks/default/secret").willReturn(okJson("{\"key\": \"%s\"}".formatted(SECRET_B))));
    }

    @AfterAll
    static void stopServers() {
        servers.values().forEach(WireMockServer::stop);
    }

    @BeforeParameterizedClassInvocation
    static void start(Stack stack) {
        application = new SpringApplicationBuilder(Application.class)
                .web(stack == Stack.MVC ? WebApplicationType.SERVLET : WebApplicationType.REACTIVE)
                .properties("server.port=0", "spring.main.banner-mode=off", "server.shutdown=immediate")
                .properties(
                        "management.endpoint.health.show-components=always",
                        "replicate.bearer-token=r8_default",
                        "replicate.base-url=" + url("default"),
                        "replicate.webhook.secrets=" + DEFAULT_SECRET,
                        "replicate.webhook.public-url=https://app.example.com",
                        "replicate.clients.team-a.bearer-token=r8_a",
                        "replicate.clients.team-a.base-url=" + url("team-a"),
                        "replicate.clients.team-a.webhook.secrets=" + SECRET_A,
                        "replicate.clients.teamB.bearer-token=r8_b",
                        "replicate.clients.teamB.base-url=" + url("teamB"),
                        "replicate.clients.teamB.webhook.path=/hooks/b")
                .run();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        application.close();
    }

    private static String url(String name) {
        return servers.get(name).baseUrl() + "/v1";
    }

    @BeforeEach
    void reset() {
        servers.values().forEach(WireMockServer::resetRequests);
        application.getBean(RecordingListener.class).clear();
    }

    private static Replicate client(String name) {
        Clients clients = application.getBean(Clients.class);
        return switch (name) {
            case "team-a" -> clients.teamA;
            case "teamB" -> clients.teamB.blocking();
            default -> clients.main;
        };
    }

    @Test
    void eachClientSendsItsTokenToItsServerOnly() {
        for (String name : servers.keySet()) {
            client(name).predictions().create(request -> request.version("v1").input(Map.of()));
        }
        Map<String, String> tokens = Map.of("default", "r8_default", "team-a", "r8_a", "teamB", "r8_b");
        servers.forEach((name, server) -> assertThat(server.findAll(postRequestedFor(urlEqualTo("/v1/predictions"))))
                .as(name)
                .singleElement()
                .extracting(request -> request.getHeader("Authorization"))
                .isEqualTo("Bearer " + tokens.get(name)));
    }

    @Test
    void eachClientRequestsWebhooksAtItsPath() {
        for (String name : servers.keySet()) {
            client(name).predictions().create(request -> request.version("v1").input(Map.of()));
        }
        Map<String, String> paths = Map.of("default", PATH, "team-a", PATH + "/team-a", "teamB", "/hooks/b");
        servers.forEach((name, server) -> assertThat(server.findAll(postRequestedFor(urlEqualTo("/v1/predictions"))))
                .as(name)
                .singleElement()
                .extracting(LoggedRequest::getBodyAsString)
                .asString()
                .contains("\"webhook\":\"https://app.example.com" + paths.get(name) + "?replicate=prediction\""));
    }

    @ParameterizedTest
    @CsvSource({PATH + ",A", PATH + "/team-a,B", "/hooks/b,C"})
    void eachPathAcceptsTheSecretOfItsClientOnly(String path, String accepted) {
        for (String secret : new String[] {"A", "B", "C"}) {
            int status = deliver(path, "whsec_" + secret.repeat(32), path + secret + this.stack);
            assertThat(status).as(secret).isEqualTo(secret.equals(accepted) ? 204 : 401);
        }
        assertThat(application.getBean(RecordingListener.class).events())
                .singleElement()
                .satisfies(event -> assertThat(event.subject().id()).isEqualTo(id(path + accepted + this.stack)));
    }

    private static String id(String text) {
        return "p" + Integer.toHexString(text.hashCode());
    }

    private static int deliver(String path, String secret, String name) {
        String body = """
                {"id": "%1$s", "status": "succeeded", "urls": {"get": "https://api.replicate.com/v1/predictions/%1$s"}}""".formatted(id(name));
        Delivery delivery = Delivery.signed(secret, Clock.systemUTC(), "msg_" + id(name), body)
                .to(path);
        int port = Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port"));
        return HttpResponse.to(port, delivery.bytes()).status();
    }

    @Test
    void eachClientHasAHealthComponent() {
        HealthDescriptor health = application.getBean(HealthEndpoint.class).healthForPath("replicate");
        assertThat(health)
                .isInstanceOfSatisfying(
                        CompositeHealthDescriptor.class,
                        composite -> assertThat(composite.getComponents().keySet())
                                .containsExactlyInAnyOrder("default", "team-a", "teamB"));
        servers.values()
                .forEach(server -> assertThat(server.getAllServeEvents()).hasSizeLessThanOrEqualTo(1));
    }

    @Test
    void metricsNameTheClient() {
        for (String name : servers.keySet()) {
            client(name).predictions().create(request -> request.version("v1").input(Map.of()));
        }
        deliver("/hooks/b", SECRET_B, "metrics" + this.stack);
        MeterRegistry meters = application.getBean(MeterRegistry.class);
        Set<String> clients =
                meters.find("replicate.operation").tag("operation", "predictions.create").timers().stream()
                        .map(timer -> timer.getId().getTag("replicate.client"))
                        .collect(Collectors.toSet());
        assertThat(clients).containsExactlyInAnyOrder("default", "team-a", "teamB");
        assertThat(meters.find("replicate.webhook")
                        .tag("replicate.client", "teamB")
                        .timers())
                .isNotEmpty();
        assertThat(Stream.of("replicate.operation", "replicate.webhook")
                        .flatMap(name -> meters.find(name).timers().stream()))
                .allSatisfy(timer ->
                        assertThat(timer.getId().getTag("replicate.client")).isNotNull());
    }

    static final class Clients {

        @Autowired
        Replicate main;

        @Autowired
        @Qualifier("team-a")
        Replicate teamA;

        @Autowired
        @Qualifier("teamB")
        AsyncReplicate teamB;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            exclude = DataSourceAutoConfiguration.class,
            excludeName = {
                "org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration"
            })
    static class Application {

        @Bean
        Clients clients() {
            return new Clients();
        }

        @Bean
        RecordingListener recordingListener() {
            return new RecordingListener();
        }

        @Bean
        SimpleMeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }

        @Bean
        ReactorResourceFactory reactorResourceFactory() {
            ReactorResourceFactory resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            resources.setShutdownQuietPeriod(Duration.ZERO);
            return resources;
        }
    }
}
