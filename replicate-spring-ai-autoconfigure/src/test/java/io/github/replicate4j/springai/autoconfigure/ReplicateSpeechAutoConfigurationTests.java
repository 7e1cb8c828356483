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
import io.github.replicate4j.springai.speech.ReplicateTextToSpeechModel;
import io.github.replicate4j.springai.speech.ReplicateTextToSpeechOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.ai.audio.tts.TextToSpeechModel;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The text-to-speech model as a bean. */
class ReplicateSpeechAutoConfigurationTests {

    private static final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ReplicateAutoConfiguration.class,
                    ReplicateAiAutoConfiguration.class,
                    ReplicateSpeechAutoConfiguration.class))
            .withBean(ReplicateEmulator.class, () -> emulator, definition -> definition.setDestroyMethodName(""));

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void propertiesBecomeOptions() {
        this.context
                .withPropertyValues(
                        "spring.ai.replicate.audio.speech.model=acme/a",
                        "spring.ai.replicate.audio.speech.voice=v",
                        "spring.ai.replicate.audio.speech.format=mp3",
                        "spring.ai.replicate.audio.speech.speed=1.5",
                        "spring.ai.replicate.audio.speech.input.seed=7",
                        "spring.ai.replicate.audio.speech.timeout=20s",
                        "spring.ai.replicate.audio.speech.cancel-on-timeout=false")
                .run(context -> assertThat(context.getBean(ReplicateTextToSpeechModel.class)
                                .getOptions())
                        .isEqualTo(ReplicateTextToSpeechOptions.builder()
                                .model("acme/a")
                                .voice("v")
                                .format("mp3")
                                .speed(1.5)
                                .input("seed", "7")
                                .timeout(Duration.ofSeconds(20))
                                .cancelOnTimeout(false)
                                .build()));
    }

    @Test
    void withoutModelOnlyCallsFail() {
        this.context.run(context -> assertThatIllegalArgumentException()
                .isThrownBy(() -> context.getBean(TextToSpeechModel.class).call("Hi"))
                .withMessageContaining("spring.ai.replicate.audio.speech.model"));
    }

    @Test
    void modelIsSelectedByTheProperty() {
        this.context
                .withPropertyValues("spring.ai.model.audio.speech=replicate")
                .run(context -> assertThat(context).hasSingleBean(ReplicateTextToSpeechModel.class));
        for (String off : List.of(
                "spring.ai.model.audio.speech=none",
                "spring.ai.model.audio.speech=openai",
                "spring.ai.replicate.enabled=false",
                "replicate.enabled=false")) {
            this.context
                    .withPropertyValues(off)
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TextToSpeechModel.class));
        }
    }

    @Test
    void ownBeanReplacesTheDefault() {
        this.context
                .withBean(
                        "own",
                        ReplicateTextToSpeechModel.class,
                        () -> ReplicateTextToSpeechModel.builder()
                                .catalog(new ModelCatalog(
                                        Replicate.builder().bearerToken("t").buildAsync()))
                                .build())
                .run(context -> assertThat(context)
                        .hasSingleBean(TextToSpeechModel.class)
                        .hasBean("own"));
    }

    @Test
    void absentLibraryMeansNoModel() {
        this.context
                .withClassLoader(new FilteredClassLoader("io.github.replicate4j.springai.speech"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TextToSpeechModel.class));
    }
}
