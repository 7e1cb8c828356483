/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.models.ImportReplicateModels;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.run.ReplicateModel;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;

/** The properties have an unreachable base URL, and a token that must not be sent. */
@SpringBootTest(
        properties = {
            "replicate.mode=api",
            "replicate.bearer-token=r8_real",
            "replicate.base-url=https://replicate.invalid/v1",
            "replicate.clients.team-a.bearer-token=r8_team"
        })
@AutoConfigureReplicateEmulator
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AutoConfigureReplicateEmulatorTests {

    @Autowired
    Replicate replicate;

    @Autowired
    AsyncReplicate asyncReplicate;

    @Autowired
    @Qualifier("team-a")
    Replicate teamA;

    @Autowired
    Captioner captioner;

    @Autowired
    ReplicateEmulator emulator;

    @Autowired
    Environment environment;

    @Test
    @Order(1)
    void clientsUseTheEmulatorRegardlessOfProperties() {
        this.emulator
                .model("acme/captioner")
                .official()
                .respond(script -> script.output("a cat").succeed());

        assertThat(this.replicate.run("acme/captioner", Map.of()).text()).isEqualTo("a cat");
        assertThat(this.asyncReplicate.run("acme/captioner", Map.of()).block().text())
                .isEqualTo("a cat");
        assertThat(this.captioner.caption()).isEqualTo("a cat");
        assertThat(this.teamA.run("acme/captioner", Map.of()).text()).isEqualTo("a cat");
        assertThat(this.emulator.requests().all())
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.authorization()).isEqualTo("Bearer emulator"));
    }

    @Test
    void urlOfTheControlApiIsAProperty() {
        assertThat(this.environment.getProperty("replicate.emulator.control-url"))
                .isEqualTo(this.emulator.controlUrl().toString())
                .endsWith("/emulator");
    }

    @Test
    @Order(2)
    void emulatorIsResetAfterEachTest() {
        assertThat(this.emulator.requests().all()).isEmpty();
        assertThat(this.emulator.predictions()).isEmpty();
    }

    @ReplicateModel("acme/captioner")
    interface Captioner {

        String caption();
    }

    @SpringBootApplication
    @ImportReplicateModels(Captioner.class)
    static class Application {}
}
