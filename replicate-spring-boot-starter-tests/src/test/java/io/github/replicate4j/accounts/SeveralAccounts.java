/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.accounts;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.autoconfigure.models.ImportReplicateModels;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.run.ReplicateModel;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;

/** The code of {@code docs/several-accounts.md}. */
class SeveralAccounts {

    @Configuration(proxyBeanMethods = false)
    static class OtherAccount {

        @Bean(defaultCandidate = false)
        AsyncReplicate asyncOtherAccount(ReplicateBuilder builder, @Value("${other-account.token}") String token) {
            return builder.bearerToken(token).buildAsync();
        }

        @Bean(defaultCandidate = false)
        Replicate otherAccount(@Qualifier("asyncOtherAccount") AsyncReplicate client) {
            return client.blocking();
        }
    }

    @Service
    static class Posters {

        private final Replicate replicate;

        private final Replicate otherAccount;

        Posters(Replicate replicate, @Qualifier("otherAccount") Replicate otherAccount) {
            this.replicate = replicate;
            this.otherAccount = otherAccount;
        }

        void listBoth() {
            this.replicate.predictions().list();
            this.otherAccount.predictions().list();
        }
    }

    @ReplicateModel("acme/captioner")
    interface Captioner {

        String caption(String image);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportReplicateModels(types = Captioner.class, client = "otherAccount")
    static class OtherAccountModels {}

    record Tenant(String token) {}

    @Service
    static class Captions {

        private final Replicate replicate;

        Captions(Replicate replicate) {
            this.replicate = replicate;
        }

        String caption(Tenant tenant, Object image) {
            return this.replicate
                    .withOptions(options -> options.bearerToken(tenant.token()))
                    .run("acme/captioner", Map.of("image", image))
                    .text();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class EmulatorConfiguration {

        @Bean
        ReplicateEmulator emulator() {
            return ReplicateEmulator.builder().anyToken().start();
        }
    }
}
