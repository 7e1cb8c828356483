/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.emulator.ReplicateEmulator;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;

/** A test of an application that defines its own connection. */
@SpringBootTest
@AutoConfigureReplicateEmulator
class EmulatorBeforeOwnConnectionTests {

    @Autowired
    Replicate replicate;

    @Autowired
    ReplicateEmulator emulator;

    @Test
    void emulatorTakesPrecedenceOverConnectionDetails() {
        this.emulator
                .model("acme/captioner")
                .official()
                .respond(script -> script.output("a cat").succeed());
        assertThat(this.replicate.run("acme/captioner", Map.of()).text()).isEqualTo("a cat");
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        @Bean
        ReplicateConnectionDetails replicateConnectionDetails() {
            return new ReplicateConnectionDetails() {
                @Override
                public URI getBaseUrl() {
                    return URI.create("https://replicate.invalid/v1");
                }

                @Override
                public String getBearerToken() {
                    return "r8_own";
                }
            };
        }
    }
}
