/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
        String id = this.pictures.create("a cat");

        Map<String, Object> state = await().until(() -> this.pictures.state(id), each -> each.containsKey("error"));
        assertThat(state).containsEntry("status", "queued");
        assertThat(state.get("error"))
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
