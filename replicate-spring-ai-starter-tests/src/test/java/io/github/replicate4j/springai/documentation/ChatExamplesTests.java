/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.springai.application.ApplicationTest;
import io.github.replicate4j.springai.chat.ReplicateChatModel;
import io.github.replicate4j.springai.chat.ReplicateChatOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;

class ChatExamplesTests extends ApplicationTest {

    @Autowired
    private AsyncReplicate replicate;

    @Autowired
    private ReplicateChatModel chatModel;

    private ChatExamples examples;

    @BeforeEach
    void prepare() {
        respond("Hello ", "there");
        this.examples = new ChatExamples(client());
    }

    @Test
    void optionsReachTheModel() {
        assertThat(this.examples.options("Which city?")).isNotBlank();
        assertThat(this.emulator.requests().creates().get(0).input())
                .isEqualTo(Map.of(
                        "prompt", "Which city?", "max_output_tokens", 500, "temperature", 0.2, "thinking_budget", 0));
    }

    @Test
    void picturesReachTheModel() throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", png);
        this.examples = new ChatExamples(
                client().defaultOptions(ReplicateChatOptions.builder().model("openai/gpt-5.1")));
        this.examples.describe(new ByteArrayResource(png.toByteArray()));
        assertThat(this.emulator.requests().creates().get(0).input()).containsKey("image_input");
    }

    @Test
    void objectsAreRead() {
        assertThat(this.examples.city("Which city?").name()).isNotBlank();
    }

    @Test
    void streamsArrivePieceByPiece() {
        assertThat(this.examples.stream("Hi").collectList().block()).containsExactly("Hello ", "there");
    }

    @Test
    void chatModelsCallTools() {
        ChatClient chat = client().defaultOptions(ReplicateChatOptions.builder().model("openai/gpt-5-structured"))
                .build();
        this.examples.draw(this.replicate, chat);
        assertThat(this.emulator.predictions())
                .anyMatch(prediction -> "black-forest-labs/flux-schnell".equals(prediction.model()));
    }

    @Test
    void toolsHaveSettings() {
        var tools = this.examples.tools(this.replicate);
        tools.load().block();
        assertThat(tools.getToolCallbacks()[0].getToolDefinition().name()).isEqualTo("draw_picture");
        assertThat(tools.getToolCallbacks()[0].getToolDefinition().inputSchema())
                .contains("aspect_ratio")
                .doesNotContain("output_format");
        assertThat(tools.getToolCallbacks()[1].getToolDefinition().inputSchema())
                .contains("audio");
    }

    @Test
    void otherAccountsHaveTheirOwnModel() {
        try (AsyncReplicate other = Replicate.builder()
                .baseUrl(this.emulator.baseUrl().toString())
                .bearerToken(this.emulator.token())
                .defaultHeader("X-Account", "other")
                .buildAsync()) {
            this.examples.otherAccount(this.chatModel, other).call(new Prompt("Hi"));
        }
        assertThat(this.emulator.requests().creates().get(0).header("X-Account"))
                .isEqualTo("other");
    }

    @Test
    void profilesDescribeModels() {
        assertThat(this.examples.profile().text("tools")).isEqualTo("responses");
    }
}
