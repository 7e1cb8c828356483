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
