/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.autoconfigure.ReplicateBuilderCustomizer;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import java.net.URI;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.client.WebClient;

/** The code of {@code docs/configuration.md}. */
class Configurations {

    interface Vault {

        String currentToken();
    }

    static class OwnConnection {

        @Bean
        ReplicateConnectionDetails replicateConnection(Vault vault) {
            return new ReplicateConnectionDetails() {

                @Override
                public URI getBaseUrl() {
                    return URI.create("https://api.replicate.com/v1");
                }

                @Override
                public String getBearerToken() {
                    return vault.currentToken();
                }
            };
        }
    }

    static class Gateway {

        @Bean("gateway")
        WebClient.Builder gatewayBuilder() {
            return WebClient.builder().defaultHeader("X-Gateway-Key", "posters");
        }

        @Bean
        ReplicateBuilderCustomizer useGateway(@Qualifier("gateway") WebClient.Builder gateway) {
            return builder -> builder.webClient(gateway);
        }
    }

    static class Customized {

        @Bean
        ReplicateBuilderCustomizer teamHeader() {
            return builder -> builder.defaultHeader("X-Team", "posters");
        }
    }
}
