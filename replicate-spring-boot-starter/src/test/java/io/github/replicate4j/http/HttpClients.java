/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.http;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.http.client.InetAddressFilter;
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

    static class Filtered {

        @Bean
        InetAddressFilter externalAddressesOnly() {
            return InetAddressFilter.externalAddresses();
        }
    }
}
