/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.ReplicateException;
import java.io.Closeable;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Creation and closing of the HTTP engine of the clients. */
class LazyClientHttpConnectorTests {

    @RegisterExtension
    static final WireMockExtension server = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    private final AtomicInteger engines = new AtomicInteger();

    private final AtomicInteger closed = new AtomicInteger();

    private final AtomicInteger webClients = new AtomicInteger();

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ReplicateAutoConfiguration.class))
            .withBean(ClientHttpConnectorBuilder.class, () -> settings -> {
                this.engines.incrementAndGet();
                return new Engine(ClientHttpConnectorBuilder.jdk().build(settings));
            })
            .withBean(WebClientCustomizer.class, () -> builder -> this.webClients.incrementAndGet())
            .withPropertyValues(
                    "replicate.bearer-token=r8_0123456789", "replicate.base-url=" + server.baseUrl() + "/v1");

    @Test
    void isNotCreatedWithoutCalls() {
        this.context.run(context -> {
            assertThat(context.getBean(Replicate.class).baseUrl().toString()).startsWith(server.baseUrl());
            assertThat(context.getBean(AsyncReplicate.class)).isNotNull();
        });
        assertThat(this.engines).hasValue(0);
        assertThat(this.webClients).hasValue(0);
    }

    @Test
    void isCreatedOnceWithTheFirstCall() {
        server.stubFor(WireMock.get(WireMock.anyUrl()).willReturn(WireMock.okJson("{\"id\":\"abc\"}")));
        this.context.run(context -> {
            AsyncReplicate replicate = context.getBean(AsyncReplicate.class);
            assertThat(Flux.range(0, 8)
                            .flatMap(each -> replicate.predictions().get("abc"))
                            .collectList()
                            .block())
                    .hasSize(8);
            assertThat(context.getBean(Replicate.class).predictions().get("abc").id())
                    .isEqualTo("abc");
            assertThat(this.engines).hasValue(1);
            assertThat(this.webClients).hasValue(1);
            assertThat(this.closed).hasValue(0);
        });
        assertThat(this.closed).hasValue(1);
    }

    @Test
    void isNotCreatedAfterClose() {
        AtomicInteger made = new AtomicInteger();
        LazyClientHttpConnector connector = new LazyClientHttpConnector(() -> {
            made.incrementAndGet();
            throw new IllegalStateException("not needed");
        });
        connector.close();
        assertThatExceptionOfType(ReplicateException.class)
                .isThrownBy(() -> connector.connect(HttpMethod.GET, URI.create("/"), request -> Mono.empty()))
                .withMessageContaining("has been closed");
        assertThat(made).hasValue(0);
    }

    /** The JDK client, which counts how often it is closed. */
    private final class Engine implements ClientHttpConnector, Closeable {

        private final ClientHttpConnector connector;

        Engine(ClientHttpConnector connector) {
            this.connector = connector;
        }

        @Override
        public Mono<ClientHttpResponse> connect(
                HttpMethod method, URI uri, Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
            return this.connector.connect(method, uri, requestCallback);
        }

        @Override
        public void close() {
            LazyClientHttpConnectorTests.this.closed.incrementAndGet();
        }
    }
}
