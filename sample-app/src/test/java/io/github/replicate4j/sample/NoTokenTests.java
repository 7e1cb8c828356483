/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The application without configuration. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"replicate.bearer-token=", "replicate.api-token=", "replicate.base-url="})
@AutoConfigureRestTestClient
@Import(PicturesApi.class)
class NoTokenTests {

    @Autowired
    private PicturesApi pictures;

    @Test
    void usesTheEmulatorWithoutAToken() {
        this.pictures
                .get("/")
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("No API token: the local emulator generates all output"));

        String id = this.pictures.create("a lighthouse at dusk");
        this.pictures.stateWhen(id, "succeeded");
        assertThat(this.pictures.image(id)).startsWith(0x89, 'P', 'N', 'G');
    }
}
