/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.github.replicate4j.springai.transcription.ReplicateTranscriptionModel;
import io.github.replicate4j.springai.transcription.ReplicateTranscriptionOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.ai.audio.transcription.TranscriptionModel;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ByteArrayResource;

/** The transcription model as a bean. */
class ReplicateTranscriptionAutoConfigurationTests {

    private static final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ReplicateAutoConfiguration.class,
                    ReplicateAiAutoConfiguration.class,
                    ReplicateTranscriptionAutoConfiguration.class))
            .withBean(ReplicateEmulator.class, () -> emulator, definition -> definition.setDestroyMethodName(""));

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void propertiesBecomeOptions() {
        this.context
                .withPropertyValues(
                        "spring.ai.replicate.audio.transcription.model=acme/a",
                        "spring.ai.replicate.audio.transcription.language=en",
                        "spring.ai.replicate.audio.transcription.input.seed=7",
                        "spring.ai.replicate.audio.transcription.timeout=20s",
                        "spring.ai.replicate.audio.transcription.cancel-on-timeout=false")
                .run(context -> assertThat(context.getBean(ReplicateTranscriptionModel.class)
                                .getOptions())
                        .isEqualTo(ReplicateTranscriptionOptions.builder()
                                .model("acme/a")
                                .language("en")
                                .input("seed", "7")
                                .timeout(Duration.ofSeconds(20))
                                .cancelOnTimeout(false)
                                .build()));
    }

    @Test
    void withoutModelOnlyCallsFail() {
        this.context.run(context -> assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> context.getBean(TranscriptionModel.class).transcribe(new ByteArrayResource(new byte[1])))
                .withMessageContaining("spring.ai.replicate.audio.transcription.model"));
    }

    @Test
    void modelIsSelectedByTheProperty() {
        this.context
                .withPropertyValues("spring.ai.model.audio.transcription=replicate")
                .run(context -> assertThat(context).hasSingleBean(ReplicateTranscriptionModel.class));
        for (String off : List.of(
                "spring.ai.model.audio.transcription=none",
                "spring.ai.model.audio.transcription=openai",
                "spring.ai.replicate.enabled=false",
                "replicate.enabled=false")) {
            this.context
                    .withPropertyValues(off)
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TranscriptionModel.class));
        }
    }

    @Test
    void ownBeanReplacesTheDefault() {
        this.context
                .withBean(
                        "own",
                        ReplicateTranscriptionModel.class,
                        () -> ReplicateTranscriptionModel.builder()
                                .catalog(new ModelCatalog(
                                        Replicate.builder().bearerToken("t").buildAsync()))
                                .build())
                .run(context -> assertThat(context)
                        .hasSingleBean(TranscriptionModel.class)
                        .hasBean("own"));
    }

    @Test
    void absentLibraryMeansNoModel() {
        this.context
                .withClassLoader(new FilteredClassLoader("io.github.replicate4j.springai.transcription"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TranscriptionModel.class));
    }
}
