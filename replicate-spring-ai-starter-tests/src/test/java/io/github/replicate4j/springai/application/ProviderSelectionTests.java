/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.springai.chat.ReplicateChatModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.model.SpringAIModelProperties;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Applications with the chat models of two providers. */
class ProviderSelectionTests {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withUserConfiguration(Application.class)
            .withPropertyValues("spring.ai.replicate.chat.model=meta/meta-llama-3-70b-instruct");

    @Test
    void withoutSelectionTheFailureNamesBoth() {
        this.context
                .withBean(Assistant.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(NoUniqueBeanDefinitionException.class)
                        .hasMessageContaining("found 2")
                        .hasMessageContaining("otherChatModel")
                        .hasMessageContaining("replicateChatModel"));
    }

    @Test
    void anotherProviderIsSelected() {
        this.context
                .withBean(Assistant.class)
                .withPropertyValues(SpringAIModelProperties.CHAT_MODEL + "=other")
                .run(context -> {
                    assertThat(context).doesNotHaveBean(ReplicateChatModel.class);
                    assertThat(context.getBean(Assistant.class).reply()).isEqualTo("From another provider");
                    assertThat(context.getBean(ReplicateEmulator.class)
                                    .requests()
                                    .creates())
                            .isEmpty();
                });
    }

    @Test
    void replicateIsSelected() {
        this.context
                .withBean(Assistant.class)
                .withPropertyValues(SpringAIModelProperties.CHAT_MODEL + "=replicate")
                .run(context -> {
                    assertThat(context.getBean(Assistant.class).reply()).isNotEqualTo("From another provider");
                    assertThat(context.getBean(ReplicateEmulator.class)
                                    .requests()
                                    .creates())
                            .hasSize(1);
                });
    }

    record Assistant(ChatClient.Builder client) {

        String reply() {
            return this.client.build().prompt("Hi").call().content();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        ReplicateEmulator emulator() {
            return ReplicateEmulator.start();
        }

        @Bean
        @ConditionalOnProperty(name = SpringAIModelProperties.CHAT_MODEL, havingValue = "other", matchIfMissing = true)
        ChatModel otherChatModel() {
            return prompt -> new ChatResponse(List.of(new Generation(new AssistantMessage("From another provider"))));
        }
    }
}
