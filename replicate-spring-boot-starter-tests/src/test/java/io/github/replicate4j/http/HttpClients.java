/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.http;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.context.annotation.Bean;
import reactor.netty.transport.ProxyProvider;

/** The code of {@code docs/http-client.md}. */
class HttpClients {

    static class Proxied {

        @Bean
        ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> proxy(
                @Value("${proxy.host}") String host, @Value("${proxy.port}") int port) {
            return builder -> builder.withHttpClientCustomizer(client -> client.proxy(
                    proxy -> proxy.type(ProxyProvider.Proxy.HTTP).host(host).port(port)));
        }
    }
}
