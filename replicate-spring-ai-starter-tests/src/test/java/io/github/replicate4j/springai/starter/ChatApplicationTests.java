/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.springai.chat.ReplicateChatModel;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;

/** An application that uses the starter, without a token. */
@SpringBootTest(properties = "spring.ai.replicate.chat.model=acme/chat")
@AutoConfigureReplicateEmulator
class ChatApplicationTests {

    @Autowired
    private ChatClient.Builder chatClient;

    @Autowired
    private ChatModel chatModel;

    @Autowired
    private ChatMemory chatMemory;

    @Autowired
    private ReplicateEmulator emulator;

    @Autowired
    private MeterRegistry meters;

    @BeforeEach
    void addModel() {
        this.emulator
                .model("acme/chat")
                .official()
                .streams()
                .input("prompt", InputType.STRING, false)
                .output(OutputType.CONCATENATE_ITERATOR)
                .respond((input, script) -> script.output("You said: ")
                        .output(String.valueOf(input.get("prompt")))
                        .metric("input_token_count", 5)
                        .metric("output_token_count", 2));
    }

    private double tokens(String operation, String type) {
        return this.meters
                .find("gen_ai.client.token.usage")
                .tag("gen_ai.system", "replicate")
                .tag("gen_ai.operation.name", operation)
                .tag("gen_ai.token.type", type)
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void tokensAreCountedOnceByCallsAndStreams() {
        assertThat(this.chatModel).isInstanceOf(ReplicateChatModel.class);
        double before = tokens("chat", "output");
        ChatClient client = this.chatClient.clone().build();
        assertThat(client.prompt("Hi").call().content()).isEqualTo("You said: Hi");
        assertThat(client.prompt("Hi").stream().content().collectList().block()).containsExactly("You said: ", "Hi");
        assertThat(tokens("chat", "output") - before).isEqualTo(4);
        assertThat(tokens("generate_content", "output")).isZero();
        assertThat(this.meters.get("replicate.prediction").timers().stream()
                        .mapToLong(timer -> timer.count())
                        .sum())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void memoryContainsTheConversation() {
        ChatClient client = this.chatClient
                .clone()
                .defaultAdvisors(
                        MessageChatMemoryAdvisor.builder(this.chatMemory).build())
                .build();
        for (String text : List.of("One", "Two")) {
            client.prompt(text)
                    .advisors(advisor -> advisor.param(ChatMemory.CONVERSATION_ID, "c"))
                    .call()
                    .content();
        }
        Map<String, Object> last = this.emulator.requests().creates().get(1).input();
        assertThat(last).containsEntry("prompt", "User: One\nAssistant: You said: One\nUser: Two\nAssistant:");
    }

    @Test
    void toolsAreRejectedBeforeAnythingIsCreated() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> this.chatClient
                        .clone()
                        .build()
                        .prompt("Hi")
                        .tools(new Clock())
                        .call()
                        .content());
        assertThat(this.emulator.requests().creates()).isEmpty();
    }

    /** Its template would create a prediction again after a timeout. */
    @Test
    void retriesOfSpringAiAreAbsent() {
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> Class.forName("org.springframework.ai.retry.RetryUtils"));
    }

    static class Clock {

        @Tool(description = "Returns the time")
        String time() {
            return "12:00";
        }
    }

    @SpringBootApplication
    static class Application {

        @Bean
        SimpleMeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }
}
