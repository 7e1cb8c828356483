/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Tests for the code of {@code docs/streaming.md}. */
@SpringBootTest
@AutoConfigureReplicateEmulator
class StreamingTests {

    @Autowired
    Replicate replicate;

    @Autowired
    AsyncReplicate asyncReplicate;

    @Test
    void streamsTextTokenByToken() {
        Streaming examples = new Streaming(this.replicate);
        String text = examples.tokens();
        assertThat(text).contains("A haiku about Java").isEqualTo(examples.prediction());
        assertThat(Streaming.reactive(this.asyncReplicate).collectList().block())
                .hasSizeGreaterThan(10)
                .satisfies(tokens -> assertThat(String.join("", tokens)).isEqualTo(text));
    }

    @Test
    void streamsEventsUntilDone() {
        assertThat(new Streaming(this.replicate).events())
                .anyMatch(event -> event.startsWith("output "))
                .last()
                .isEqualTo("done");
    }

    @Test
    void streamsFiles(@TempDir Path folder) {
        assertThat(new Streaming(this.replicate).files(folder))
                .hasSize(2)
                .allSatisfy(file -> assertThat(file).isNotEmptyFile());
    }

    @Test
    void forwardsTokensToTheBrowserWithLeadingSpaces() {
        WebTestClient browser = WebTestClient.bindToController(new Streaming.Haikus(this.asyncReplicate))
                .configureClient()
                .responseTimeout(Duration.ofSeconds(30))
                .build();
        String text = browser.get()
                .uri("/haiku")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(text).contains("A haiku about Java");
        List<Map<String, String>> events = browser.get()
                .uri("/haiku/events")
                .exchange()
                .returnResult(new ParameterizedTypeReference<Map<String, String>>() {})
                .getResponseBody()
                .collectList()
                .block();
        assertThat(events).isNotNull();
        assertThat(events.stream().map(event -> event.get("token")).collect(Collectors.joining()))
                .isEqualTo(text);
    }
}
