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
