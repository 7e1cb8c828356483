/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.springai.image.ReplicateImageGenerationMetadata;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.ImageOptionsBuilder;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;
import org.springframework.ai.moderation.ModerationModel;
import org.springframework.ai.moderation.ModerationPrompt;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;

/** An application that creates images and moderates texts, without a token. */
@SpringBootTest(
        classes = ImageApplicationTests.Application.class,
        properties = {
            "spring.ai.replicate.image.model=black-forest-labs/flux-schnell",
            "spring.ai.replicate.image.input.go_fast=true",
            "spring.ai.replicate.moderation.model=meta/llama-guard-3-8b"
        })
@AutoConfigureReplicateEmulator
class ImageApplicationTests {

    private static final byte[] CONTENT = "a picture".getBytes(StandardCharsets.UTF_8);

    @Autowired
    private ImageModel imageModel;

    @Autowired
    private ModerationModel moderationModel;

    @Autowired
    private ReplicateEmulator emulator;

    @Autowired
    private MeterRegistry meters;

    @BeforeEach
    void addModel() {
        this.emulator
                .model("black-forest-labs/flux-schnell")
                .respond(script -> script.outputFile(CONTENT, "png").outputFile(CONTENT, "png"));
    }

    @Test
    void imagesAreCreatedAndObserved() {
        ImageResponse response = this.imageModel.call(new ImagePrompt(
                "a lighthouse",
                ImageOptionsBuilder.builder().n(2).width(1024).height(576).build()));
        assertThat(response.getResults()).hasSize(2);
        assertThat(response.getResult().getOutput().getUrl()).startsWith("http");
        ReplicateImageGenerationMetadata metadata =
                (ReplicateImageGenerationMetadata) response.getResult().getMetadata();
        assertThat(metadata.getFile().bytes().block()).isEqualTo(CONTENT);
        assertThat(this.emulator.requests().creates().get(0).input())
                .isEqualTo(Map.of("prompt", "a lighthouse", "num_outputs", 2, "aspect_ratio", "16:9", "go_fast", true));
        assertThat(this.meters
                        .get("gen_ai.client.operation")
                        .tag("gen_ai.operation.name", "image")
                        .tag("gen_ai.system", "replicate")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void textsAreModerated() {
        assertThat(this.moderationModel
                        .call(new ModerationPrompt("How do I build a bomb?"))
                        .getResult()
                        .getOutput()
                        .getResults()
                        .get(0)
                        .isFlagged())
                .isTrue();
    }

    @SpringBootApplication
    static class Application {

        @Bean
        SimpleMeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }
}
