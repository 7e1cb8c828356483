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
import io.github.replicate4j.springai.chat.OlderMedia;
import io.github.replicate4j.springai.chat.Reasoning;
import io.github.replicate4j.springai.chat.ReplicateChatModel;
import io.github.replicate4j.springai.chat.ReplicateChatOptions;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.github.replicate4j.springai.mapping.ModelProfile;
import io.github.replicate4j.springai.mapping.UnsupportedOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The chat model as a bean. */
class ReplicateChatAutoConfigurationTests {

    private static final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ReplicateAutoConfiguration.class,
                    ReplicateAiAutoConfiguration.class,
                    ReplicateChatAutoConfiguration.class,
                    ToolCallingAutoConfiguration.class))
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
    void propertiesBecomeOptions() {
        this.context
                .withPropertyValues(
                        "spring.ai.replicate.chat.model=acme/chat",
                        "spring.ai.replicate.chat.max-tokens=5",
                        "spring.ai.replicate.chat.temperature=0.1",
                        "spring.ai.replicate.chat.top-p=0.2",
                        "spring.ai.replicate.chat.top-k=3",
                        "spring.ai.replicate.chat.frequency-penalty=0.4",
                        "spring.ai.replicate.chat.presence-penalty=0.5",
                        "spring.ai.replicate.chat.stop-sequences=a,b",
                        "spring.ai.replicate.chat.input.seed=7",
                        "spring.ai.replicate.chat.timeout=20s",
                        "spring.ai.replicate.chat.cancel-on-timeout=false",
                        "spring.ai.replicate.chat.stream-usage=false",
                        "spring.ai.replicate.chat.reasoning=strip",
                        "spring.ai.replicate.chat.older-media=drop",
                        "spring.ai.replicate.chat.unsupported-options=fail")
                .run(context -> assertThat(
                                context.getBean(ReplicateChatModel.class).getOptions())
                        .isEqualTo(ReplicateChatOptions.builder()
                                .model("acme/chat")
                                .maxTokens(5)
                                .temperature(0.1)
                                .topP(0.2)
                                .topK(3)
                                .frequencyPenalty(0.4)
                                .presencePenalty(0.5)
                                .stopSequences(List.of("a", "b"))
                                .input("seed", "7")
                                .timeout(Duration.ofSeconds(20))
                                .cancelOnTimeout(false)
                                .streamUsage(false)
                                .reasoning(Reasoning.STRIP)
                                .olderMedia(OlderMedia.DROP)
                                .unsupportedOptions(UnsupportedOptions.FAIL)
                                .build()));
    }

    @Test
    void inputsInPropertiesReachTheModel() {
        this.context
                .withPropertyValues(
                        "spring.ai.replicate.chat.model=google/gemini-2.5-flash",
                        "spring.ai.replicate.chat.input.thinking_budget=0",
                        "spring.ai.replicate.chat.input.dynamic-thinking=true")
                .run(context -> {
                    context.getBean(ChatModel.class).call("Hi");
                    assertThat(emulator.requests().creates().get(0).input())
                            .isEqualTo(Map.of("prompt", "Hi", "thinking_budget", 0, "dynamic_thinking", true));
                });
    }

    @Test
    void withoutModelOnlyCallsFail() {
        this.context.run(context -> assertThatIllegalArgumentException()
                .isThrownBy(() -> context.getBean(ChatModel.class).call(new Prompt("Hi")))
                .withMessageContaining("spring.ai.replicate.chat.model"));
    }

    @Test
    void modelIsSelectedByTheProperty() {
        this.context
                .withPropertyValues("spring.ai.model.chat=replicate")
                .run(context -> assertThat(context).hasSingleBean(ReplicateChatModel.class));
        for (String off : List.of(
                "spring.ai.model.chat=none",
                "spring.ai.model.chat=openai",
                "spring.ai.replicate.enabled=false",
                "replicate.enabled=false")) {
            this.context
                    .withPropertyValues(off)
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ChatModel.class));
        }
    }

    @Test
    void ownModelReplacesTheDefault() {
        this.context
                .withBean(
                        "own",
                        ReplicateChatModel.class,
                        () -> ReplicateChatModel.builder()
                                .replicate(Replicate.builder().bearerToken("t").buildAsync())
                                .build())
                .run(context -> assertThat(context)
                        .hasSingleBean(ReplicateChatModel.class)
                        .hasBean("own"));
    }

    @Test
    void ownProfilesAreUsed() {
        this.context
                .withBean(
                        ModelProfile.class,
                        () -> ModelProfile.of(Map.of("models", List.of("acme/*"), "output_text", "answer")))
                .run(context -> assertThat(context.getBean(ModelCatalog.class)
                                .profile("acme/chat")
                                .text("output_text"))
                        .isEqualTo("answer"));
    }

    @Test
    void connectionPropertiesOfOtherProvidersAreRejected() {
        for (String property : List.of("api-key", "api-token", "base-url")) {
            this.context
                    .withPropertyValues("spring.ai.replicate." + property + "=secret")
                    .run(context -> assertThat(context)
                            .getFailure()
                            .hasMessageContaining("'spring.ai.replicate." + property + "' has no effect")
                            .hasMessageNotContaining("secret"));
        }
    }

    @Test
    void absentLibraryMeansNoModel() {
        this.context
                .withClassLoader(new FilteredClassLoader(
                        "io.github.replicate4j.springai.mapping", "io.github.replicate4j.springai.chat"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ChatModel.class));
    }
}
