/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.springai.tool.ReplicateToolCallbacks;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.execution.ToolExecutionException;
import org.springframework.ai.tool.resolution.ToolCallbackResolver;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Models on Replicate as tools, by properties. */
@ExtendWith(OutputCaptureExtension.class)
class ReplicateToolAutoConfigurationTests {

    private static final ReplicateEmulator emulator = ReplicateEmulator.start();

    private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(
            ReplicateAutoConfiguration.class,
            ReplicateAiAutoConfiguration.class,
            ReplicateToolAutoConfiguration.class,
            ToolCallingAutoConfiguration.class);

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(CONFIGURATIONS)
            .withBean(ReplicateEmulator.class, () -> emulator, definition -> definition.setDestroyMethodName(""));

    @BeforeEach
    void reset() {
        emulator.reset();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void modelsBecomeToolsWithoutARequest() {
        this.context
                .withPropertyValues("spring.ai.replicate.tools.models=black-forest-labs/flux-schnell,openai/whisper")
                .run(context -> {
                    assertThat(context.getBean(ToolCallbackProvider.class).getToolCallbacks())
                            .extracting(tool -> tool.getToolDefinition().name())
                            .containsExactly("black-forest-labs_flux-schnell", "openai_whisper");
                    assertThat(emulator.requests().all()).isEmpty();
                    ToolCallback tool =
                            context.getBean(ToolCallbackResolver.class).resolve("black-forest-labs_flux-schnell");
                    assertThat(tool.call("{\"prompt\":\"a cat\"}")).startsWith("[\"http");
                });
    }

    @Test
    void listAndTimeoutAreRead() {
        emulator.model("acme/slow").input("prompt", InputType.STRING, false).respond(script -> script.hang());
        this.context
                .withPropertyValues(
                        "spring.ai.replicate.tools.models[0]=acme/slow", "spring.ai.replicate.tools.timeout=300ms")
                .run(context -> {
                    ToolCallback tool =
                            context.getBean(ReplicateToolCallbacks.class).getToolCallbacks()[0];
                    assertThatExceptionOfType(ToolExecutionException.class).isThrownBy(() -> tool.call("{}"));
                });
    }

    @Test
    void withoutModelsThereAreNoTools() {
        this.context.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ToolCallbackProvider.class));
        this.context
                .withPropertyValues("spring.ai.replicate.tools.models=acme/slow", "spring.ai.replicate.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ToolCallbackProvider.class));
    }

    @Test
    void invalidModelsAreReportedAtTheStart() {
        this.context
                .withPropertyValues("spring.ai.replicate.tools.models=flux")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("flux"));
    }

    @Test
    void ownToolsReplaceThoseOfTheProperty() {
        this.context
                .withPropertyValues("spring.ai.replicate.tools.models=acme/slow")
                .withBean(
                        "own",
                        ReplicateToolCallbacks.class,
                        () -> ReplicateToolCallbacks.of(
                                Replicate.builder().bearerToken("t").buildAsync(), "acme/other"))
                .run(context -> assertThat(context)
                        .hasSingleBean(ReplicateToolCallbacks.class)
                        .hasBean("own"));
    }

    /** Its reactor threads could not wait for a lookup. */
    @Test
    void reactiveApplicationLooksModelsUpInTheBackground(CapturedOutput output) {
        ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .withBean(ReplicateEmulator.class, () -> emulator, definition -> definition.setDestroyMethodName(""));
        reactive.withPropertyValues("spring.ai.replicate.tools.models=black-forest-labs/flux-schnell")
                .run(context -> {
                    assertThat(emulator.requests().all()).isEmpty();
                    context.publishEvent(new ApplicationReadyEvent(
                            new SpringApplication(),
                            new String[0],
                            context.getSourceApplicationContext(),
                            Duration.ZERO));
                    Awaitility.await()
                            .until(() -> !emulator.requests()
                                    .to(Operation.MODELS_GET)
                                    .isEmpty());
                });
        reactive.withPropertyValues("spring.ai.replicate.tools.models=acme/absent")
                .run(context -> {
                    context.publishEvent(new ApplicationReadyEvent(
                            new SpringApplication(),
                            new String[0],
                            context.getSourceApplicationContext(),
                            Duration.ZERO));
                    Awaitility.await()
                            .until(() -> output.getOut().contains("ReplicateToolCallbacks[acme_absent] could not be"));
                });
    }
}
