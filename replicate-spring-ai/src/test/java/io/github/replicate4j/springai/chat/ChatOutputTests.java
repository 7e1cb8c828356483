/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.predictions.ModelException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.EmptyUsage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What a response contains, from a call and from a stream. */
class ChatOutputTests extends ChatTest {

    private static final Prompt PROMPT = new Prompt("Hi");

    private void assertComplete(ChatResponse response, String finishReason) {
        assertThat(response.getMetadata().getId())
                .isEqualTo(emulator.predictions().get(0).id());
        assertThat(response.getMetadata().getModel()).isEqualTo("acme/chat");
        assertThat(response.getMetadata().getUsage().getPromptTokens()).isEqualTo(7);
        assertThat(response.getMetadata().getUsage().getCompletionTokens()).isEqualTo(2);
        assertThat(response.getMetadata().getUsage().getTotalTokens()).isEqualTo(9);
        Object predictTime = response.getMetadata().get("replicate.predict_time");
        assertThat(predictTime).isInstanceOf(Number.class);
        assertThat(response.getResult().getMetadata().getFinishReason()).isEqualTo(finishReason);
    }

    @Test
    void callReturnsTextIdAndUsage() {
        respond("acme/chat", "Hello", " there");
        ChatResponse response = model("acme/chat").call(PROMPT);
        assertThat(text(response)).isEqualTo("Hello there");
        assertComplete(response, "STOP");
    }

    @Test
    void streamReturnsChunksAndUsageInTheLastOne() {
        respond("acme/chat", "Hello", " there");
        List<ChatResponse> chunks =
                model("acme/chat").stream(PROMPT).collectList().block();
        assertThat(chunks).extracting(ChatTest::text).containsExactly("Hello", " there", "");
        assertThat(chunks)
                .allSatisfy(chunk -> assertThat(chunk.getMetadata().getId())
                        .isEqualTo(emulator.predictions().get(0).id()));
        assertComplete(chunks.get(2), "STOP");
        assertThat(emulator.requests().to(Operation.PREDICTIONS_GET)).hasSize(1);
    }

    @Test
    void streamWithoutUsageNeedsNoFurtherRequest() {
        respond("acme/chat", "Hello");
        ChatResponse last = model("acme/chat", options -> options.streamUsage(false)).stream(PROMPT)
                .blockLast();
        assertThat(last.getMetadata().getUsage()).isInstanceOf(EmptyUsage.class);
        assertThat(emulator.requests().to(Operation.PREDICTIONS_GET)).isEmpty();
    }

    @Test
    void streamSucceedsIfItsUsageCannotBeRead() {
        respond("acme/chat", "Hello");
        emulator.faults().always(Operation.PREDICTIONS_GET).status(403);
        assertThat(model("acme/chat").stream(PROMPT)
                        .map(ChatTest::text)
                        .collectList()
                        .block())
                .containsExactly("Hello", "");
    }

    @Test
    void outputThatReachesTheLimitEndsByLength() {
        respond("acme/chat", "Hello", " there");
        emulator.model("acme/chat")
                .input("max_tokens", InputType.INTEGER, false)
                .input("prompt", InputType.STRING, false);
        ReplicateChatModel model = model("acme/chat", options -> options.maxTokens(2));
        assertComplete(model.call(PROMPT), "LENGTH");
        assertThat(model.stream(PROMPT).blockLast().getResult().getMetadata().getFinishReason())
                .isEqualTo("LENGTH");
    }

    @Test
    void usageIsReadFromTheLogsOfKnownModels() {
        emulator.model("openai/gpt-5.1")
                .respond(script -> script.log("Input token count: 644\nOutput token count: 757\n")
                        .output("a"));
        assertThat(model("openai/gpt-5.1").call(PROMPT).getMetadata().getUsage().getTotalTokens())
                .isEqualTo(1_401);
        emulator.model("acme/silent").official().respond(script -> script.output("a"));
        assertThat(model("acme/silent").call(PROMPT).getMetadata().getUsage()).isInstanceOf(EmptyUsage.class);
    }

    @Test
    void filesBecomeMedia() {
        emulator.model("acme/painter")
                .official()
                .output(OutputType.FILE)
                .respond(script -> script.outputSingleFile("png".getBytes(StandardCharsets.UTF_8), "png"));
        AssistantMessage message =
                model("acme/painter").call(PROMPT).getResult().getOutput();
        assertThat(message.getText()).isEmpty();
        assertThat(message.getMedia()).singleElement().satisfies(media -> {
            assertThat(media.getMimeType()).hasToString("image/png");
            assertThat(media.getData()).asString().startsWith("http");
        });
        assertThat(model("acme/painter").stream(PROMPT)
                        .blockLast()
                        .getResult()
                        .getOutput()
                        .getMedia())
                .hasSize(1);
    }

    @Test
    void objectsBecomeTheirTextOrJson() {
        emulator.model("acme/object")
                .official()
                .output(OutputType.OBJECT)
                .respond((input, script) -> script.outputValue(
                        input.get("prompt").equals("Hi") ? Map.of("text", "a", "score", 1) : Map.of("score", 1)));
        assertThat(call(model("acme/object"), "Hi")).isEqualTo("a");
        assertThat(call(model("acme/object"), "?")).isEqualTo("{\"score\":1}");
    }

    /** The published schema of the model does not describe its output. */
    @Test
    void objectsOfAModelWithAProfileAreNotStreamedAsJson() {
        Map<String, Object> output = Map.of(
                "text", "one STOP two", "tool_calls", List.of(Map.of("call_id", "1", "name", "f", "arguments", "{}")));
        emulator.model(WeatherModel.NAME).output(OutputType.ANY).respond(script -> script.outputValue(output));
        ChatResponse streamed = model(WeatherModel.NAME).stream(PROMPT).blockLast();
        assertThat(text(streamed)).isEqualTo("one STOP two");
        assertThat(streamed.hasToolCalls()).isTrue();
        ChatResponse cut = model(WeatherModel.NAME, options -> options.stopSequences(List.of("STOP")))
                .call(PROMPT);
        assertThat(text(cut)).isEqualTo("one ");
        assertThat(cut.hasToolCalls()).isTrue();
    }

    @Test
    void toolCallsWithoutTextDoNotBecomeText() {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("text", null);
        output.put("tool_calls", List.of(Map.of("call_id", "1", "name", "f", "arguments", "{}")));
        emulator.model(WeatherModel.NAME).respond(script -> script.outputValue(output));
        AssistantMessage message =
                model(WeatherModel.NAME).call(PROMPT).getResult().getOutput();
        assertThat(message.getToolCalls()).hasSize(1);
        assertThat(message.getText()).isEmpty();
    }

    @Test
    void completeOutputsAreCutAtStopSequences() {
        emulator.model("acme/object")
                .official()
                .output(OutputType.OBJECT)
                .respond(script -> script.outputValue(Map.of("text", "one STOP two")));
        ChatResponse response = model("acme/object", options -> options.stopSequences(List.of("STOP")))
                .call(PROMPT);
        assertThat(text(response)).isEqualTo("one ");
        assertThat(response.getResult().getMetadata().getFinishReason()).isEqualTo("STOP_SEQUENCE");
    }

    @Test
    void communityModelsRunByVersion() {
        emulator.model("acme/community").streams().respond(script -> script.output("a"));
        assertThat(call(model("acme/community"), "Hi")).isEqualTo("a");
        assertThat(emulator.requests().creates().get(0).json()).containsKey("version");
        assertThat(emulator.requests().to(Operation.MODELS_GET)).hasSize(1);
    }

    @Test
    void reasoningIsKeptStrippedOrSeparated() {
        respond("acme/thinker", "<thi", "nk>hm</think>\n\nYes");
        assertThat(call(model("acme/thinker"), "Hi")).isEqualTo("<think>hm</think>\n\nYes");
        assertThat(call(model("acme/thinker", options -> options.reasoning(Reasoning.STRIP)), "Hi"))
                .isEqualTo("Yes");
        ReplicateChatModel separating = model("acme/thinker", options -> options.reasoning(Reasoning.METADATA));
        AssistantMessage message = separating.call(PROMPT).getResult().getOutput();
        assertThat(message.getText()).isEqualTo("Yes");
        assertThat(message.getMetadata()).containsEntry("thoughts", "hm");
        assertThat(separating.stream(PROMPT)
                        .filter(chunk -> Boolean.TRUE.equals(
                                chunk.getResult().getOutput().getMetadata().get("isThought")))
                        .map(ChatTest::text)
                        .collectList()
                        .block())
                .containsExactly("hm");
    }

    @Test
    void failuresAreThoseOfTheClient() {
        emulator.model("acme/failing")
                .official()
                .streams()
                .respond(script -> script.output("a").fail("too long"));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> call(model("acme/failing"), "Hi"))
                .withMessageContaining("too long");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> model("acme/failing").stream(PROMPT).blockLast())
                .satisfies(failure -> assertThat(failure.prediction().error()).isEqualTo("too long"));
    }

    @Test
    void threadsThatMustNotBlockAreReferredToStreams() {
        respond("acme/chat", "a");
        Mono<ChatResponse> onParallelThread =
                Mono.fromCallable(() -> model("acme/chat").call(PROMPT)).subscribeOn(Schedulers.parallel());
        assertThatIllegalStateException()
                .isThrownBy(onParallelThread::block)
                .withMessageContaining("use stream(prompt)");
        assertThat(creates()).isZero();
    }
}
