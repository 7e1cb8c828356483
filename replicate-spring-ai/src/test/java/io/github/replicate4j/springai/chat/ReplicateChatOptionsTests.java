/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.springai.mapping.UnsupportedOptions;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.DefaultToolCallingChatOptions;
import org.springframework.ai.model.tool.StructuredOutputChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.test.options.AbstractChatOptionsTests;
import org.springframework.ai.tool.function.FunctionToolCallback;

/** Spring AI's tests of options, and the options of Replicate. */
class ReplicateChatOptionsTests extends AbstractChatOptionsTests<ReplicateChatOptions, ReplicateChatOptions.Builder> {

    @Override
    protected Class<ReplicateChatOptions> getConcreteOptionsClass() {
        return ReplicateChatOptions.class;
    }

    @Override
    protected ReplicateChatOptions.Builder readyToBuildBuilder() {
        return ReplicateChatOptions.builder()
                .model("acme/chat")
                .maxTokens(10)
                .temperature(0.5)
                .stopSequences(List.of("a"))
                .input("seed", 1)
                .outputSchema("{}")
                .timeout(Duration.ofSeconds(5))
                .cancelOnTimeout(false)
                .streamUsage(false)
                .reasoning(Reasoning.STRIP)
                .olderMedia(OlderMedia.DROP)
                .unsupportedOptions(UnsupportedOptions.FAIL);
    }

    @Test
    void copyHasAllOptions() {
        ReplicateChatOptions options = readyToBuildBuilder().build();
        assertThat(options.mutate().build()).isEqualTo(options).hasSameHashCodeAs(options);
        assertThat(options.mutate().clone().input("seed", 2).build()).isNotEqualTo(options);
        assertThat(options.getInput()).isEqualTo(Map.of("seed", 1));
    }

    @Test
    void optionsAreImmutable() {
        ReplicateChatOptions options = readyToBuildBuilder().build();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> options.getInput().put("a", 1));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> options.getStopSequences().add("b"));
    }

    @Test
    void laterOptionsReplaceEarlierOnesAndInputsAreAdded() {
        ReplicateChatOptions combined = readyToBuildBuilder()
                .combineWith(ReplicateChatOptions.builder()
                        .temperature(0.1)
                        .input("top_a", 2)
                        .stopSequences(List.of("a", "b"))
                        .reasoning(Reasoning.METADATA))
                .build();
        assertThat(combined.getTemperature()).isEqualTo(0.1);
        assertThat(combined.getMaxTokens()).isEqualTo(10);
        assertThat(combined.getInput()).isEqualTo(Map.of("seed", 1, "top_a", 2));
        assertThat(combined.getStopSequences()).containsExactly("a", "b");
        assertThat(combined.getReasoning()).isEqualTo(Reasoning.METADATA);
        assertThat(combined.getOlderMedia()).isEqualTo(OlderMedia.DROP);
    }

    @Test
    void optionsOfOthersAreCombined() {
        ReplicateChatOptions options = readyToBuildBuilder().build();
        assertThat(options.mutate()
                        .combineWith(ChatOptions.builder().topK(3))
                        .build()
                        .getTopK())
                .isEqualTo(3);
        assertThat(options.mutate()
                        .model("acme/a")
                        .combineWith(ChatOptions.builder().model(" "))
                        .build()
                        .getModel())
                .isEqualTo("acme/a");
        ToolCallingChatOptions.Builder<?> tools = DefaultToolCallingChatOptions.builder()
                .toolCallbacks(FunctionToolCallback.builder("f", () -> "x").build());
        assertThat(options.mutate()
                        .combineWith(tools)
                        .combineWith(tools)
                        .build()
                        .getToolCallbacks())
                .hasSize(1);
        assertThat(options.mutate()
                        .combineWith(StructuredOutputChatOptions.builder().outputSchema("{\"a\":1}"))
                        .build()
                        .getOutputSchema())
                .isEqualTo("{\"a\":1}");
    }

    /** Options whose builder is not one of Spring AI. */
    @Test
    void optionsOfAnUnknownProviderAreCombined() {
        ChatOptions foreign = proxy(ChatOptions.class, Map.of("getTemperature", 0.9, "getStopSequences", List.of("z")));
        ChatOptions.Builder<?> builder = proxy(ChatOptions.Builder.class, Map.of("build", foreign));
        ReplicateChatOptions combined =
                readyToBuildBuilder().combineWith(builder).build();
        assertThat(combined.getTemperature()).isEqualTo(0.9);
        assertThat(combined.getStopSequences()).containsExactly("a", "z");
        assertThat(combined.getMaxTokens()).isEqualTo(10);
    }

    private static <T> T proxy(Class<T> type, Map<String, Object> results) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> results.get(method.getName())));
    }

    @Test
    void invalidValuesAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicateChatOptions.builder().timeout(Duration.ZERO))
                .withMessageContaining("timeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicateChatOptions.builder().input(" ", 1))
                .withMessageContaining("name");
    }
}
