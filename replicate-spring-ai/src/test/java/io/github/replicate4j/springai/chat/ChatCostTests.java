/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.Disposable;

/** How many predictions are created, and that none keeps running. */
@Order(1)
class ChatCostTests extends ChatTest {

    private static final Prompt PROMPT = new Prompt("Hi");

    @BeforeEach
    void addModels() {
        emulator.model("acme/slow")
                .official()
                .streams()
                .output(OutputType.CONCATENATE_ITERATOR)
                .respond(script -> script.output("a").output("b").hang());
        emulator.model("acme/silent")
                .official()
                .streams()
                .output(OutputType.CONCATENATE_ITERATOR)
                .respond(script -> script.hang());
    }

    private void assertCancelledOnce() {
        await().until(() -> emulator.running().isEmpty() && cancels() == 1);
        assertThat(creates()).isEqualTo(1);
        assertThat(emulator.predictions().get(0).status()).hasToString("CANCELED");
    }

    @Test
    void streamDisposedDuringTheLookupCreatesNothing() {
        emulator.faults().next(Operation.MODELS_GET).delay(Duration.ofMillis(300));
        ModelCatalog catalog = new ModelCatalog(this.replicate);
        ReplicateChatModel model = model("acme/slow").mutate().catalog(catalog).build();
        Disposable stream = model.stream(PROMPT).subscribe();
        await().until(() -> emulator.requests().to(Operation.MODELS_GET).size() == 1);
        stream.dispose();
        // Shares the lookup, so it returns after the response that the stream waited for.
        catalog.describe("acme/slow").block();
        respond("acme/chat", "a");
        call(model("acme/chat"), "Hi");
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void streamDisposedDuringTheCreateIsCancelled() {
        emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).delay(Duration.ofMillis(300));
        Disposable stream = model("acme/silent").stream(PROMPT).subscribe();
        await().until(() -> creates() == 1);
        stream.dispose();
        assertCancelledOnce();
    }

    @Test
    void streamDisposedBeforeTheFirstTokenIsCancelled() {
        Disposable stream = model("acme/silent").stream(PROMPT).subscribe();
        await().until(() -> emulator.requests().to(Operation.STREAM).size() == 1);
        stream.dispose();
        assertCancelledOnce();
    }

    @Test
    void streamDisposedWhileItStreamsIsCancelled() {
        ChatClient client = ChatClient.create(model("acme/slow"));
        assertThat(client.prompt("Hi").stream().content().take(2).collectList().block())
                .containsExactly("a", "b");
        assertCancelledOnce();
    }

    @Test
    void streamDisposedAtTheEndIsNotCancelled() {
        respond("acme/chat", "a");
        List<ChatResponse> chunks =
                model("acme/chat").stream(PROMPT).take(2).collectList().block();
        assertThat(chunks).hasSize(2);
        assertThat(creates()).isEqualTo(1);
        assertThat(cancels()).isZero();
    }

    @Test
    void everySubscriptionIsAPrediction() {
        respond("acme/chat", "a");
        var stream = model("acme/chat").stream(PROMPT);
        assertThat(creates()).isZero();
        stream.blockLast();
        stream.blockLast();
        assertThat(creates()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lostResponseIsNotRepeated(boolean streaming) {
        respond("acme/chat", "a");
        emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).lostResponse();
        ReplicateChatModel model = model("acme/chat");
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> {
            if (streaming) {
                model.stream(PROMPT).blockLast();
            } else {
                model.call(PROMPT);
            }
        });
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void timeoutCancels() {
        ReplicateChatModel model = model("acme/silent", options -> options.timeout(Duration.ofSeconds(1)));
        assertThatExceptionOfType(DeadlineExceededException.class).isThrownBy(() -> model.call(PROMPT));
        assertCancelledOnce();
        assertThat(emulator.requests().creates().get(0).header("Cancel-After")).isEqualTo("5s");
    }

    @Test
    void interruptCancels() throws Exception {
        ReplicateChatModel model = model("acme/silent");
        FutureTask<Object> call = new FutureTask<>(() -> {
            assertThatExceptionOfType(CallInterruptedException.class).isThrownBy(() -> model.call(PROMPT));
            return null;
        });
        Thread thread = new Thread(call);
        thread.start();
        await().until(() -> emulator.running().size() == 1);
        thread.interrupt();
        call.get();
        assertCancelledOnce();
    }

    @Test
    void stopSequenceCancels() {
        emulator.model("acme/chatty")
                .official()
                .streams()
                .output(OutputType.CONCATENATE_ITERATOR)
                .respond(script -> script.output("one ")
                        .output("two S")
                        .output("TOP three")
                        .hang());
        ReplicateChatModel model = model("acme/chatty", options -> options.stopSequences(List.of("STOP")));
        ChatResponse response = model.call(PROMPT);
        assertThat(text(response)).isEqualTo("one two ");
        assertThat(response.getResult().getMetadata().getFinishReason()).isEqualTo("STOP_SEQUENCE");
        assertThat(response.getMetadata().getId())
                .isEqualTo(emulator.predictions().get(0).id());
        assertCancelledOnce();
    }

    @Test
    void validationOfTheSchemaCreatesUpToFourPredictions() {
        respond("acme/chat", "no JSON");
        ChatClient client = ChatClient.create(model("acme/chat"));
        try {
            client.prompt("Hi").call().entity(City.class, spec -> spec.validateSchema());
        } catch (RuntimeException ex) {
            assertThat(ex).hasMessageNotContaining("prediction");
        }
        assertThat(creates()).isEqualTo(4);
    }

    @Test
    void entityIsReadFromText() {
        assertThat(ChatClient.create(model("meta/meta-llama-3.1-405b-instruct"))
                        .prompt("Which city?")
                        .call()
                        .entity(City.class)
                        .name())
                .isNotBlank();
        assertThat(creates()).isEqualTo(1);
    }

    record City(String name) {}
}
