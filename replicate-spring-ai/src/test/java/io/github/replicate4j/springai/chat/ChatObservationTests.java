/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.observation.PredictionObservationContext;
import io.github.replicate4j.predictions.ModelException;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.Prompt;

/** The observation of Spring AI, and that of the prediction within it. */
class ChatObservationTests extends ChatTest {

    private final ObservationRegistry registry = TestObservationRegistry.create();

    private final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();

    private AsyncReplicate observed;

    @BeforeEach
    void observe() {
        this.registry.observationConfig().observationHandler(new ObservationHandler<>() {

            @Override
            public void onStop(Observation.Context context) {
                ChatObservationTests.this.stopped.add(context);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return context instanceof ChatModelObservationContext
                        || context instanceof PredictionObservationContext;
            }
        });
        this.observed = client().observePredictions(new PredictionObservations(this.registry, null))
                .buildAsync();
    }

    @AfterEach
    void close() {
        this.observed.close();
    }

    private void chat(String name, boolean streaming) {
        ReplicateChatModel model = ReplicateChatModel.builder()
                .replicate(this.observed)
                .observationRegistry(this.registry)
                .options(ReplicateChatOptions.builder().model(name).build())
                .build();
        if (streaming) {
            model.stream(new Prompt("Hi")).blockLast();
        } else {
            model.call(new Prompt("Hi"));
        }
    }

    private static Map<String, String> keys(Observation.Context context) {
        return Stream.concat(
                        context.getLowCardinalityKeyValues().stream(), context.getHighCardinalityKeyValues().stream())
                .collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void predictionIsPartOfTheChatAndLeavesTheTokensToIt(boolean streaming) {
        respond("acme/chat", "Hello", " there");
        chat("acme/chat", streaming);
        assertThat(this.stopped).hasSize(2);
        Observation.Context prediction = this.stopped.get(0);
        Observation.Context chat = this.stopped.get(1);
        assertThat(prediction).isInstanceOfSatisfying(PredictionObservationContext.class, context -> {
            assertThat(context.isTokenUsageReportedBySpringAi()).isTrue();
            assertThat(context.getOutputTokens()).isEqualTo(2);
            assertThat(context.getParentObservation().getContextView()).isSameAs(chat);
        });
        assertThat(keys(prediction)).doesNotContainKeys("gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens");
        assertThat(chat.getContextualName()).isEqualTo("chat acme/chat");
        assertThat(keys(chat))
                .containsEntry("gen_ai.system", "replicate")
                .containsEntry("gen_ai.request.model", "acme/chat")
                .containsEntry("gen_ai.response.model", "acme/chat")
                .containsEntry("gen_ai.response.finish_reasons", "[\"STOP\"]")
                .containsEntry(
                        "gen_ai.response.id", emulator.predictions().get(0).id())
                .containsEntry("gen_ai.usage.input_tokens", "7")
                .containsEntry("gen_ai.usage.output_tokens", "2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void failureStopsBothObservations(boolean streaming) {
        emulator.model("acme/failing")
                .official()
                .streams()
                .respond(script ->
                        script.output("a").metric("output_token_count", 1).fail("no"));
        assertThatExceptionOfType(ModelException.class).isThrownBy(() -> chat("acme/failing", streaming));
        assertThat(this.stopped)
                .hasSize(2)
                .allSatisfy(context -> assertThat(context.getError()).isInstanceOf(ModelException.class));
        assertThat(((PredictionObservationContext) this.stopped.get(0)).isTokenUsageReportedBySpringAi())
                .isFalse();
    }

    @Test
    void predictionWithoutAChatReportsItsTokens() {
        respond("acme/chat", "Hello");
        this.observed.use("acme/chat").run(Map.of()).block();
        assertThat(this.stopped)
                .singleElement()
                .satisfies(context -> assertThat(keys(context)).containsEntry("gen_ai.usage.output_tokens", "1"));
    }

    @Test
    void observationOfTheCallerIsTheParent() {
        respond("acme/chat", "Hello");
        Observation caller = Observation.start("caller", this.registry);
        caller.scoped(() -> chat("acme/chat", true));
        caller.stop();
        assertThat(this.stopped.get(1).getParentObservation()).isSameAs(caller);
    }
}
