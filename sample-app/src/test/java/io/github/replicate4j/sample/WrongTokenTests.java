/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"replicate.mode=api", "replicate.bearer-token=r8_wrong"})
@AutoConfigureRestTestClient
@Import(PicturesApi.class)
class WrongTokenTests {

    private static final ReplicateEmulator emulator = ReplicateEmulator.start();

    @Autowired
    private PicturesApi pictures;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("replicate.base-url", () -> emulator.baseUrl().toString());
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void healthIsDownWithAReason() {
        String health = this.pictures
                .get("/actuator/health")
                .expectStatus()
                .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(health).contains("\"reason\":\"token rejected\"").doesNotContain("r8_wrong");
    }
}
