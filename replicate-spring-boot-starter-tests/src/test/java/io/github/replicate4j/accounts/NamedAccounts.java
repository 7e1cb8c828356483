/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.accounts;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.autoconfigure.models.ImportReplicateModels;
import io.github.replicate4j.run.ReplicateModel;
import java.net.URI;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;

/** The code of {@code docs/several-accounts.md} for named clients. */
class NamedAccounts {

    @Service
    static class Posters {

        private final Replicate replicate;

        private final Replicate teamA;

        Posters(Replicate replicate, @Qualifier("team-a") Replicate teamA) {
            this.replicate = replicate;
            this.teamA = teamA;
        }

        void listBoth() {
            this.replicate.predictions().list();
            this.teamA.predictions().list();
        }
    }

    @ReplicateModel("acme/captioner")
    interface Captioner {

        String caption(String image);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportReplicateModels(types = Captioner.class, client = "team-a")
    static class TeamAModels {}

    interface Vault {

        String currentToken(String account);
    }

    @Configuration(proxyBeanMethods = false)
    static class TeamCConnection {

        @Bean(defaultCandidate = false)
        @Qualifier("team-c")
        ReplicateConnectionDetails teamC(Vault vault) {
            return new ReplicateConnectionDetails() {

                @Override
                public URI getBaseUrl() {
                    return URI.create("https://api.replicate.com/v1");
                }

                @Override
                public String getBearerToken() {
                    return vault.currentToken("team-c");
                }
            };
        }
    }
}
