/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static com.github.tomakehurst.wiremock.client.WireMock.created;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.replicate4j.Replicate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(properties = "replicate.bearer-token=any")
class WireMockTests {

    @RegisterExtension
    static WireMockExtension api =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    @DynamicPropertySource
    static void replicate(DynamicPropertyRegistry registry) {
        registry.add("replicate.base-url", () -> api.baseUrl() + "/v1");
    }

    @Autowired
    Replicate replicate;

    @Test
    void captions() {
        api.stubFor(post("/v1/models/acme/captioner/predictions")
                .willReturn(created().withBody("""
                        {"id": "abc", "model": "acme/captioner", "status": "succeeded", "output": "a cat"}""")));

        assertThat(this.replicate
                        .run("acme/captioner", Map.of("image", "https://example.com/cat.jpg"))
                        .text())
                .isEqualTo("a cat");
        api.verify(postRequestedFor(urlPathEqualTo("/v1/models/acme/captioner/predictions"))
                .withRequestBody(matchingJsonPath("$.input.image")));
    }
}
