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

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "replicate.mode=api",
            "replicate.bearer-token=",
            "replicate.api-token=",
            "replicate.base-url=http://localhost:9/v1"
        })
@AutoConfigureRestTestClient
@Import(PicturesApi.class)
class MissingTokenTests {

    @Autowired
    private PicturesApi pictures;

    @Test
    void explainsHowToSetTheToken() {
        assertThat(PicturesApi.problem(this.pictures.send(Map.of("prompt", "a cat")), 503)
                        .get("detail"))
                .asString()
                .contains("REPLICATE_API_TOKEN", "https://replicate.com/account/api-tokens");
    }

    @Test
    void pageDoesNotMentionTheEmulator() {
        this.pictures
                .get("/")
                .expectBody(String.class)
                .value(page ->
                        assertThat(page).contains("Create pictures").doesNotContain("emulator", "Simulate a fault"));
    }
}
