/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.autoconfigure.ReplicateBuilderCustomizer;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import java.net.URI;
import org.springframework.context.annotation.Bean;

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

    static class Customized {

        @Bean
        ReplicateBuilderCustomizer teamHeader() {
            return builder -> builder.defaultHeader("X-Team", "posters");
        }
    }
}
