/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.springai.EmulatorTest;
import io.github.replicate4j.springai.chat.ReplicateChatModel;
import io.github.replicate4j.springai.chat.ReplicateChatOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import reactor.core.Disposable;

/** Chat models that call models on Replicate as tools. */
class ToolConversationTests extends EmulatorTest {

    private static final String FLUX = "black-forest-labs/flux-schnell";

    private static final String NAME = "black-forest-labs_flux-schnell";

    private ReplicateToolCallbacks tools;

    @BeforeEach
    void createTools() {
        this.tools = ReplicateToolCallbacks.of(this.replicate, FLUX);
    }

    private String ask(ScriptedChatModel model, boolean streaming) {
        var request = ChatClient.create(model).prompt("Draw a cat").tools(this.tools);
        return streaming
                ? String.join("", request.stream().content().collectList().block())
                : request.call().content();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void modelOfAnotherProviderCallsTheTool(boolean streaming) {
        ScriptedChatModel model = new ScriptedChatModel(NAME, "{\"prompt\":\"a cat\"}");
        assertThat(ask(model, streaming)).isEqualTo("Done");
        assertThat(model.definitions.get(0).inputSchema()).contains("aspect_ratio");
        assertThat(model.results).singleElement().asString().startsWith("[\"http");
        assertThat(input()).containsEntry("prompt", "a cat");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void modelCorrectsItsArguments(boolean streaming) {
        ScriptedChatModel model =
                new ScriptedChatModel(NAME, "{\"text\":\"a cat\"}", "{\"prompt\":\"a cat\",\"num_outputs\":2}");
        assertThat(ask(model, streaming)).isEqualTo("Done");
        assertThat(model.results).hasSize(2);
        assertThat(model.results.get(0)).contains("text is not an argument.", "prompt is required.");
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void failedPredictionIsReportedToTheModel() {
        this.emulator
                .model("acme/broken")
                .input("prompt", InputType.STRING, false)
                .respond(script -> script.fail("no GPU"));
        this.tools = ReplicateToolCallbacks.of(this.replicate, "acme/broken");
        ScriptedChatModel model = new ScriptedChatModel("acme_broken", "{}");
        assertThat(ask(model, false)).isEqualTo("Done");
        assertThat(model.results).singleElement().asString().contains("no GPU");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lostResponseIsOneCreate(boolean streaming) {
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).lostResponse();
        ScriptedChatModel model = new ScriptedChatModel(NAME, "{\"prompt\":\"a cat\"}", "{\"prompt\":\"a cat\"}");
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> ask(model, streaming));
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void disposedStreamCancelsTheRunningTool() {
        this.emulator
                .model("acme/slow")
                .input("prompt", InputType.STRING, false)
                .respond(script -> script.hang());
        ScriptedChatModel model = new ScriptedChatModel("acme_slow", "{}");
        Disposable stream =
                ChatClient.create(model)
                        .prompt("Draw")
                        .tools(ReplicateToolCallbacks.of(this.replicate, "acme/slow"))
                        .stream()
                        .content()
                        .subscribe();
        await().until(() -> this.emulator.running().size() == 1);
        stream.dispose();
        await().until(() -> this.emulator.running().isEmpty() && cancels() == 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void modelOnReplicateCallsTheTool(boolean streaming) {
        ReplicateChatModel model = ReplicateChatModel.builder()
                .replicate(this.replicate)
                .options(ReplicateChatOptions.builder()
                        .model("openai/gpt-5-structured")
                        .build())
                .build();
        var request = ChatClient.create(model)
                .prompt("Draw a lighthouse with flux")
                .tools(ReplicateToolCallbacks.builder(this.replicate)
                        .tool(FLUX, tool -> tool.onlyInputs("prompt"))
                        .build());
        String text = streaming
                ? String.join("", request.stream().content().collectList().block())
                : request.call().content();
        assertThat(text).isNotEmpty();
        assertThat(this.emulator.predictions())
                .filteredOn(prediction -> FLUX.equals(prediction.model()))
                .hasSize(1);
        assertThat(creates()).isEqualTo(3);
    }
}
