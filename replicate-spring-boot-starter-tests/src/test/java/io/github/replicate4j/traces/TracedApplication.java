/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.traces;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.files.FileDownload;
import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.files.UploadedFile;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Application with an emulator and an in-memory span exporter. Each test adds a controller. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class TracedApplication {

    static final String TOKEN = "r8_secret_that_spans_must_not_contain";

    @Bean
    ReplicateEmulator emulator() {
        return ReplicateEmulator.builder()
                .token(TOKEN)
                .clock(EmulatorClock.manual())
                .start();
    }

    @Bean
    InMemorySpanExporter exporter() {
        return InMemorySpanExporter.create();
    }

    static FileUpload upload(byte[] bytes) {
        return FileUpload.of(bytes, "caption.txt");
    }

    static FileDownload link(UploadedFile uploaded, String signingSecret) {
        return FileDownload.builder()
                .id(uploaded.id())
                .owner(ReplicateEmulator.DEFAULT_ACCOUNT)
                .expiry(Instant.now().plus(Duration.ofHours(1)))
                .signingSecret(signingSecret)
                .build();
    }
}
