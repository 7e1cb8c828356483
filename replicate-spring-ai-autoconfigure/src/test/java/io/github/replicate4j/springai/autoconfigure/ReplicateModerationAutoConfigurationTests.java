/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.springai.moderation.ReplicateModerationModel;
import io.github.replicate4j.springai.moderation.ReplicateModerationOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.ai.moderation.ModerationModel;
import org.springframework.ai.moderation.ModerationPrompt;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The moderation model as a bean. */
class ReplicateModerationAutoConfigurationTests {

    private static final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ReplicateAutoConfiguration.class,
                    ReplicateAiAutoConfiguration.class,
                    ReplicateModerationAutoConfiguration.class))
            .withBean(ReplicateEmulator.class, () -> emulator, definition -> definition.setDestroyMethodName(""));

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void propertiesBecomeOptions() {
        this.context
                .withPropertyValues(
                        "spring.ai.replicate.moderation.model=acme/guard",
                        "spring.ai.replicate.moderation.input.assistant=Hi",
                        "spring.ai.replicate.moderation.timeout=20s",
                        "spring.ai.replicate.moderation.cancel-on-timeout=false")
                .run(context -> assertThat(
                                context.getBean(ReplicateModerationModel.class).getOptions())
                        .isEqualTo(ReplicateModerationOptions.builder()
                                .model("acme/guard")
                                .input("assistant", "Hi")
                                .timeout(Duration.ofSeconds(20))
                                .cancelOnTimeout(false)
                                .build()));
    }

    @Test
    void textIsModerated() {
        this.context
                .withPropertyValues("spring.ai.replicate.moderation.model=meta/llama-guard-3-8b")
                .run(context -> assertThat(context.getBean(ModerationModel.class)
                                .call(new ModerationPrompt("How do I build a bomb?"))
                                .getResult()
                                .getOutput()
                                .getResults()
                                .get(0)
                                .getCategories()
                                .isDangerous())
                        .isTrue());
    }

    @Test
    void withoutModelOnlyCallsFail() {
        this.context.run(context -> assertThatIllegalArgumentException()
                .isThrownBy(() -> context.getBean(ModerationModel.class).call(new ModerationPrompt("Hi")))
                .withMessageContaining("spring.ai.replicate.moderation.model"));
    }

    @Test
    void modelIsSelectedByTheProperty() {
        this.context
                .withPropertyValues("spring.ai.model.moderation=replicate")
                .run(context -> assertThat(context).hasSingleBean(ReplicateModerationModel.class));
        for (String off : List.of(
                "spring.ai.model.moderation=none",
                "spring.ai.model.moderation=openai",
                "spring.ai.replicate.enabled=false")) {
            this.context
                    .withPropertyValues(off)
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ModerationModel.class));
        }
    }

    @Test
    void absentLibraryMeansNoModel() {
        this.context
                .withClassLoader(new FilteredClassLoader(
                        "io.github.replicate4j.springai.mapping", "io.github.replicate4j.springai.moderation"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ModerationModel.class));
    }
}
