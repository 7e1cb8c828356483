/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.springai.chat.ReplicateChatOptions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.client.advisor.SafeGuardAdvisor;
import org.springframework.ai.chat.client.advisor.StructuredOutputValidationAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.converter.BeanOutputConverter;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;
import org.springframework.beans.factory.annotation.Autowired;

/** Advisors, converters and tools of Spring AI in one application, with the number of predictions that they create. */
class AdvisorTests extends ApplicationTest {

    private static final String STRUCTURED = "openai/gpt-5-structured";

    @Autowired
    private ChatMemory memory;

    @Autowired
    private ToolCallbackProvider tools;

    @BeforeEach
    void addModel() {
        respond("{\"name\":", "\"Paris\"}");
        this.memory.clear("c");
    }

    private static ReplicateChatOptions.Builder structured() {
        return ReplicateChatOptions.builder().model(STRUCTURED);
    }

    @Test
    void memoryIsSentInCallsAndStreams() {
        ChatClient client = client().defaultAdvisors(
                        MessageChatMemoryAdvisor.builder(this.memory).build())
                .defaultAdvisors(advisor -> advisor.param(ChatMemory.CONVERSATION_ID, "c"))
                .build();
        client.prompt("One").call().content();
        client.prompt("Two").stream().content().blockLast();
        client.prompt("Three").call().content();
        assertThat(this.emulator.requests().creates().get(2).input().get("prompt"))
                .isEqualTo("User: One\nAssistant: {\"name\":\"Paris\"}\nUser: Two\nAssistant: {\"name\":\"Paris\"}\n"
                        + "User: Three\nAssistant:");
        assertThat(creates()).isEqualTo(3);
    }

    @Test
    void validOutputIsOnePrediction() {
        City city = client().defaultAdvisors(StructuredOutputValidationAdvisor.builder()
                        .outputType(City.class)
                        .build())
                .build()
                .prompt("Which city?")
                .call()
                .entity(City.class);
        assertThat(city).isEqualTo(new City("Paris"));
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void eachRepetitionOfTheValidationIsAPrediction() {
        respond("no JSON");
        String text = client().defaultAdvisors(StructuredOutputValidationAdvisor.builder()
                        .outputType(City.class)
                        .maxRepeatAttempts(2)
                        .build())
                .build()
                .prompt("Which city?")
                .call()
                .content();
        assertThat(text).isEqualTo("no JSON");
        assertThat(creates()).isEqualTo(3);
    }

    @Test
    void blockedPromptsCreateNothing() {
        ChatClient client = client().defaultAdvisors(SafeGuardAdvisor.builder()
                        .sensitiveWords(List.of("secret"))
                        .failureResponse("No")
                        .build())
                .build();
        assertThat(client.prompt("Tell the secret").call().content()).isEqualTo("No");
        assertThat(creates()).isZero();
    }

    @Test
    void streamIsConverted() {
        BeanOutputConverter<City> converter = new BeanOutputConverter<>(City.class);
        String text = String.join(
                "",
                client().build().prompt("Which city?\n" + converter.getFormat()).stream()
                        .content()
                        .collectList()
                        .block());
        assertThat(converter.convert(text)).isEqualTo(new City("Paris"));
    }

    @Test
    void schemaIsSentToModelsThatTakeOne() {
        City city = client().build()
                .prompt("Which city?")
                .options(structured())
                .call()
                .entity(City.class, entity -> entity.useProviderStructuredOutput());
        assertThat(city.name()).isNotBlank();
        assertThat(this.emulator.requests().creates().get(0).input())
                .containsEntry("prompt", "Which city?")
                .containsKey("json_schema");
    }

    @Test
    void methodsAndModelsAreTools() {
        Weather weather = new Weather();
        String text = client().build()
                .prompt("What is the weather in \"Paris\"?")
                .options(structured())
                .tools(weather, this.tools)
                .call()
                .content();
        assertThat(weather.calls).isEqualTo(1);
        assertThat(text).contains("sunny");
        assertThat(creates()).isEqualTo(2);
    }

    record City(String name) {}

    static class Weather {

        private int calls;

        @Tool(description = "Returns the weather of a city")
        String weather(@ToolParam String city) {
            this.calls++;
            return "sunny";
        }
    }
}
