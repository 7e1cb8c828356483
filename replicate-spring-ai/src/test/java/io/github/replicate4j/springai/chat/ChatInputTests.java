/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.springai.mapping.UnsupportedOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.Media;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.MimeTypeUtils;

/** What the models receive, and what is rejected before anything is created. */
class ChatInputTests extends ChatTest {

    private static final String LLAMA = "meta/meta-llama-3.1-405b-instruct";

    private static final String GPT = "openai/gpt-5.1";

    private static final String CLAUDE = "anthropic/claude-4-sonnet";

    private static final Media PICTURE = new Media(MimeTypeUtils.IMAGE_PNG, URI.create("https://example.com/cat.png"));

    /** The built-in models take their time. */
    @BeforeEach
    void respondImmediately() {
        for (String name : List.of(LLAMA, GPT, CLAUDE)) {
            emulator.model(name).respond(script -> script.output("{}"));
        }
    }

    private static byte[] png() {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "png", png);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return png.toByteArray();
    }

    private static UserMessage user(String text, Media... media) {
        return UserMessage.builder().text(text).media(List.of(media)).build();
    }

    private void rejected(ReplicateChatModel model, Prompt prompt, String... message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.call(prompt))
                .withMessageContainingAll(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.stream(prompt).blockLast())
                .withMessageContainingAll(message);
        assertThat(creates()).isZero();
    }

    @Test
    void singleMessageIsSentUnchanged() {
        call(model(LLAMA, options -> options.maxTokens(5).temperature(0.1)), "Hi, User: {me}\n");
        assertThat(input()).isEqualTo(Map.of("prompt", "Hi, User: {me}\n", "max_tokens", 5, "temperature", 0.1));
    }

    @Test
    void systemTextHasItsOwnInputOrPrecedesThePrompt() {
        Prompt prompt = new Prompt(new SystemMessage("Be brief"), new SystemMessage("Be kind"), user("Hi"));
        model(LLAMA).call(prompt);
        assertThat(input()).isEqualTo(Map.of("system_prompt", "Be brief\n\nBe kind", "prompt", "Hi"));
        emulator.requests().clear();
        respond("acme/plain", "a");
        emulator.model("acme/plain").input("prompt", InputType.STRING, true);
        model("acme/plain").call(prompt);
        assertThat(input()).isEqualTo(Map.of("prompt", "Be brief\n\nBe kind\n\nHi"));
    }

    @Test
    void conversationBecomesMessagesOrATranscript() {
        List<Message> messages =
                List.of(new SystemMessage("S"), user("One"), new AssistantMessage("Two"), user("Three"));
        model(GPT).call(new Prompt(messages));
        assertThat(input())
                .isEqualTo(Map.of(
                        "messages",
                        List.of(
                                Map.of("role", "system", "content", "S"),
                                Map.of("role", "user", "content", "One"),
                                Map.of("role", "assistant", "content", "Two"),
                                Map.of("role", "user", "content", "Three"))));
        emulator.requests().clear();
        model(LLAMA).call(new Prompt(messages));
        assertThat(input())
                .isEqualTo(Map.of(
                        "system_prompt",
                        "S",
                        "prompt",
                        "User: One\nAssistant: Two\nUser: Three\nAssistant:",
                        "stop_sequences",
                        "\nUser:"));
    }

    @Test
    void singleMessageBecomesAListIfTheModelTakesNoPromptAlone() {
        List<Object> messages = List.of(Map.of("role", "user", "content", "Hi"));
        respond("acme/messages", "a");
        emulator.model("acme/messages").input("messages", InputType.ARRAY, false);
        call(model("acme/messages"), "Hi");
        assertThat(input()).isEqualTo(Map.of("messages", messages));
        emulator.requests().clear();
        respond("acme/both", "a");
        emulator.model("acme/both").input("messages", InputType.ARRAY, true).input("prompt", InputType.STRING, false);
        call(model("acme/both"), "Hi");
        assertThat(input()).isEqualTo(Map.of("messages", messages));
    }

    @Test
    void mediaBecomeTheInputForTheirType() {
        model(GPT).call(new Prompt(user("What?", new Media(MimeTypeUtils.IMAGE_PNG, new ByteArrayResource(png())))));
        assertThat((List<?>) input().get("image_input"))
                .singleElement()
                .asString()
                .startsWith("data:image/png;base64,");
        emulator.requests().clear();
        assertThat(emulator.requests().creates()).isEmpty();
        rejected(model(CLAUDE), new Prompt(user("What?", PICTURE, PICTURE)), "takes one value for images", "image");
        rejected(
                model(CLAUDE),
                new Prompt(
                        user("What?", new Media(MimeTypeUtils.parseMimeType("video/mp4"), URI.create("https://a/b")))),
                CLAUDE + " has no input for videos",
                "Its inputs are prompt, image");
        rejected(
                model(CLAUDE),
                new Prompt(user(
                        "What?",
                        Media.builder()
                                .mimeType(MimeTypeUtils.IMAGE_PNG)
                                .data("file:/etc/passwd")
                                .build())),
                "neither bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pictures/cat.png", "a picture of a cat", "-_-_"})
    void textOfMediaThatIsNotBase64IsRejected(String text) {
        Media media =
                Media.builder().mimeType(MimeTypeUtils.IMAGE_PNG).data(text).build();
        rejected(model(CLAUDE), new Prompt(user("What?", media)), "neither bytes", "base64");
    }

    @Test
    void textOfMediaInBase64CanHaveLines() {
        byte[] bytes = new byte[100];
        Media media = Media.builder()
                .mimeType(MimeTypeUtils.IMAGE_PNG)
                .data(Base64.getMimeEncoder().encodeToString(bytes))
                .build();
        model(CLAUDE).call(new Prompt(user("What?", media)));
        assertThat(input().get("image"))
                .isEqualTo("data:image/png;base64," + Base64.getEncoder().encodeToString(bytes));
    }

    @Test
    void mediaOfEarlierMessagesAreRejectedUnlessAllowed() {
        Prompt prompt = new Prompt(List.of(user("What?", PICTURE), new AssistantMessage("A cat"), user("Sure?")));
        rejected(model(GPT), prompt, "An earlier message", "olderMedia");
        model(GPT, options -> options.olderMedia(OlderMedia.DROP)).call(prompt);
        assertThat(input()).doesNotContainKey("image_input");
        emulator.requests().clear();
        model(GPT, options -> options.olderMedia(OlderMedia.SEND)).call(prompt);
        assertThat(input()).containsEntry("image_input", List.of("https://example.com/cat.png"));
    }

    @Test
    void stopSequencesWithACommaAreNotSent() {
        call(model(LLAMA, options -> options.stopSequences(List.of("a", "b"))), "Hi");
        assertThat(input()).containsEntry("stop_sequences", "a,b");
        emulator.requests().clear();
        call(model(LLAMA, options -> options.stopSequences(List.of("a,b"))), "Hi");
        assertThat(input()).doesNotContainKey("stop_sequences");
    }

    @Test
    void inputsByTheirNameAlwaysWin() {
        call(model(LLAMA, options -> options.maxTokens(5).input("max_tokens", 6).input("min_tokens", 1)), "Hi");
        assertThat(input()).containsEntry("max_tokens", 6).containsEntry("min_tokens", 1);
    }

    @Test
    void optionsOfThePromptAreCombinedWithThoseOfTheModel() {
        ReplicateChatModel model = model(LLAMA, options -> options.maxTokens(5).topP(0.5));
        model.call(new Prompt("Hi", ChatOptions.builder().topP(0.7).build()));
        assertThat(input()).isEqualTo(Map.of("prompt", "Hi", "max_tokens", 5, "top_p", 0.7));
    }

    @Test
    void promptsThatCannotBeAnsweredAreRejected() {
        rejected(
                ReplicateChatModel.builder().replicate(this.replicate).build(),
                new Prompt("Hi"),
                "No model is set",
                "spring.ai.replicate.chat.model");
        rejected(model(LLAMA), new Prompt(List.of()), "The prompt is empty");
        rejected(model(LLAMA), new Prompt(new SystemMessage("S"), new UserMessage(" ")), "The prompt is empty");
        rejected(model("llama"), new Prompt("Hi"), "owner/name");
        rejected(model(CLAUDE, options -> options.maxTokens(200)), new Prompt("Hi"), "maxTokens 200", "1024 to 64000");
        rejected(
                model("beautyyuyanli/multilingual-e5-large"),
                new Prompt("Hi"),
                "beautyyuyanli/multilingual-e5-large cannot be used in a chat");
        rejected(
                model(GPT, options -> options.temperature(0.5).unsupportedOptions(UnsupportedOptions.FAIL)),
                new Prompt("Hi"),
                GPT + " has no input for temperature");
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> call(model("acme/missing"), "Hi"));
        assertThat(creates()).isZero();
    }

    @Test
    void toolsAreRejectedByModelsWithoutTools() {
        ReplicateChatModel llama = model(
                LLAMA,
                options -> options.toolCallbacks(FunctionToolCallback.builder("f", () -> "x")
                        .description("d")
                        .build()));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> call(llama, "Hi"))
                .withMessageContainingAll("The prompt has tools, but " + LLAMA, "openai/gpt-5-structured");
        assertThat(creates()).isZero();
    }

    @Test
    void outputSchemaIsSentOrBecomesAnInstruction() {
        String schema = "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}";
        assertThat(call(model(WeatherModel.NAME, options -> options.outputSchema(schema)), "Paris?"))
                .startsWith("{\"city\":");
        assertThat(input().get("json_schema").toString())
                .contains("additionalProperties=false", "required=[city]", "type=json_schema");
        emulator.requests().clear();
        assertThat(call(model(LLAMA, options -> options.outputSchema(schema)), "Paris?"))
                .startsWith("{");
        assertThat(input().get("prompt").toString()).startsWith("Paris?\n\n").endsWith(schema);
    }

    @Test
    void schemasThatAreNotJsonAreNamed() {
        rejected(
                model(WeatherModel.NAME, options -> options.outputSchema("{\"type\": object}")),
                new Prompt("Paris?"),
                "The option outputSchema is not a JSON schema: it is not a JSON object",
                "Nothing was created.");
        FunctionToolCallback<?, ?> tool = FunctionToolCallback.builder("f", () -> "x")
                .description("d")
                .inputSchema("[]")
                .build();
        rejected(
                model(WeatherModel.NAME, options -> options.toolCallbacks(tool)),
                new Prompt("Paris?"),
                "The input schema of the tool f is not a JSON schema");
    }
}
