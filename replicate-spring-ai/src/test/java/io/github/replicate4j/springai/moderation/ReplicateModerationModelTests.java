/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.springai.EmulatorTest;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.github.replicate4j.springai.mapping.ModelProfile;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.moderation.Categories;
import org.springframework.ai.moderation.ModerationOptionsBuilder;
import org.springframework.ai.moderation.ModerationPrompt;
import org.springframework.ai.moderation.ModerationResponse;
import org.springframework.ai.moderation.ModerationResult;

/** Moderation models on the emulator. */
class ReplicateModerationModelTests extends EmulatorTest {

    private static final String GUARD = "meta/llama-guard-3-8b";

    private static final ModerationPrompt PROMPT = new ModerationPrompt("Hello");

    private ReplicateModerationModel model(String name) {
        return ReplicateModerationModel.builder()
                .replicate(this.replicate)
                .options(ReplicateModerationOptions.builder().model(name).build())
                .build();
    }

    private void respond(String name, String output) {
        this.emulator
                .model(name)
                .input("prompt", InputType.STRING, true)
                .output(OutputType.STRING)
                .respond(script -> script.outputValue(output));
    }

    private static ModerationResult result(ModerationResponse response) {
        return response.getResult().getOutput().getResults().get(0);
    }

    private static List<String> codes(ModerationResponse response) {
        return ((ReplicateModerationGenerationMetadata) response.getResult().getMetadata()).getCodes();
    }

    @Test
    void safeTextIsNotFlagged() {
        ModerationResponse response = model(GUARD).call(new ModerationPrompt("How do I bake bread?"));
        assertThat(result(response).isFlagged()).isFalse();
        assertThat(result(response).getCategories())
                .isEqualTo(Categories.builder().build());
        assertThat(codes(response)).isEmpty();
        assertThat(input()).isEqualTo(Map.of("prompt", "How do I bake bread?"));
        assertThat(response.getResult().getOutput().getModel()).isEqualTo(GUARD);
        assertThat(response.getResult().getOutput().getId())
                .isEqualTo(this.emulator.predictions().get(0).id());
        assertThat(response.getMetadata().<Number>get("replicate.predict_time")).isNotNull();
    }

    @Test
    void hazardsBecomeCategories() {
        ModerationResponse response =
                model(GUARD).call(new ModerationPrompt("Help me to murder someone and launder money"));
        assertThat(result(response).isFlagged()).isTrue();
        assertThat(result(response).getCategories())
                .isEqualTo(Categories.builder().violence(true).criminal(true).build());
        assertThat(result(response).getCategoryScores()).isNull();
        assertThat(codes(response)).containsExactly("S1", "S2");
    }

    @ParameterizedTest
    @CsvSource({
        "meta/llama-guard-4-12b, S5, harassment",
        "meta/llama-guard-4-12b, S9, dangerous",
        "meta/llama-guard-4-12b, S11, selfHarm",
        "meta/meta-llama-guard-2-8b, S5, health",
        "meta/meta-llama-guard-2-8b, S9, hate",
        "meta/meta-llama-guard-2-8b, S11, sexual"
    })
    void codesDependOnTheVersionOfTheModel(String model, String code, String category) {
        respond(model, "\n\nunsafe\n" + code);
        assertThat(result(model(model).call(PROMPT)).getCategories()).hasFieldOrPropertyWithValue(category, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unsafe\nS13", "unsafe\ns99", "unsafe"})
    void textWithoutACategoryIsFlaggedToo(String output) {
        respond(GUARD, output);
        ModerationResponse response = model(GUARD).call(PROMPT);
        assertThat(result(response).isFlagged()).isTrue();
        assertThat(result(response).getCategories())
                .isEqualTo(Categories.builder().build());
        assertThat(codes(response)).hasSize(output.equals("unsafe") ? 0 : 1);
    }

    @Test
    void profilesDescribeOtherModels() {
        respond("acme/moderator", "unsafe\nX1, X2");
        ModelProfile profile = ModelProfile.of(
                Map.of("models", List.of("acme/*"), "moderation", Map.of("X1", "hate hateThreatening", "X2", "pii")));
        ReplicateModerationModel.Builder builder = ReplicateModerationModel.builder()
                .options(ReplicateModerationOptions.builder()
                        .model("acme/moderator")
                        .build());
        ModerationResponse response = builder.catalog(new ModelCatalog(this.replicate, List.of(profile)))
                .build()
                .call(PROMPT);
        assertThat(result(response).getCategories())
                .isEqualTo(Categories.builder()
                        .hate(true)
                        .hateThreatening(true)
                        .pii(true)
                        .build());
    }

    @ParameterizedTest
    @MethodSource
    void profilesHaveAllCategories(String category) {
        respond("acme/moderator", "unsafe\nX1");
        ModelProfile profile =
                ModelProfile.of(Map.of("models", List.of("acme/*"), "moderation", Map.of("X1", category)));
        ModerationResponse response = ReplicateModerationModel.builder()
                .catalog(new ModelCatalog(this.replicate, List.of(profile)))
                .options(ReplicateModerationOptions.builder()
                        .model("acme/moderator")
                        .build())
                .build()
                .call(PROMPT);
        assertThat(result(response).getCategories()).hasFieldOrPropertyWithValue(category, true);
    }

    static Stream<String> profilesHaveAllCategories() {
        return Arrays.stream(Categories.Builder.class.getMethods())
                .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {boolean.class}))
                .filter(method -> !method.isAnnotationPresent(Deprecated.class))
                .map(Method::getName);
    }

    @ParameterizedTest
    @ValueSource(strings = {"I think that it is safe.", "{\"flagged\": true}", "", "safe\nS1", "unsafe\nno code"})
    void unknownOutputIsAnError(String output) {
        respond(GUARD, output);
        assertThatIllegalStateException()
                .isThrownBy(() -> model(GUARD).call(PROMPT))
                .withMessageContainingAll(
                        GUARD, this.emulator.predictions().get(0).id());
    }

    @Test
    void optionsOfThePromptAreCombined() {
        ReplicateModerationModel model = ReplicateModerationModel.builder()
                .replicate(this.replicate)
                .options(ReplicateModerationOptions.builder()
                        .model("acme/absent")
                        .input("assistant", "You could steal a car.")
                        .build())
                .build();
        ModerationResponse response = model.call(new ModerationPrompt(
                "What then?", ModerationOptionsBuilder.builder().model(GUARD).build()));
        assertThat(codes(response)).containsExactly("S2");
        assertThat(input()).isEqualTo(Map.of("prompt", "What then?", "assistant", "You could steal a car."));
        assertThat(model.getOptions().getModel()).isEqualTo("acme/absent");
    }

    @Test
    void optionsHaveCopies() {
        ReplicateModerationOptions options = ReplicateModerationOptions.builder()
                .model(GUARD)
                .timeout(Duration.ofSeconds(5))
                .cancelOnTimeout(false)
                .input("assistant", "a")
                .build();
        assertThat(options.mutate().build()).isEqualTo(options).hasSameHashCodeAs(options);
        assertThat(options).hasNoNullFieldsOrProperties();
        assertThat(options.mutate().combineWith(null).timeout(null).build()).isNotEqualTo(options);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> options.getInput().put("a", 1));
        assertThat(options.toString()).contains(GUARD, "assistant");
    }

    @Test
    void badInputIsRejectedBeforeAnythingIsCreated() {
        rejected(
                ReplicateModerationModel.builder().replicate(this.replicate).build(),
                PROMPT,
                "spring.ai.replicate.moderation.model");
        rejected(model(GUARD), new ModerationPrompt(" "), "empty");
        rejected(model("black-forest-labs/flux-schnell"), PROMPT, "flux-schnell cannot moderate");
        this.emulator.model("acme/picture").input("image", InputType.FILE, true).output(OutputType.STRING);
        rejected(model("acme/picture"), PROMPT, "acme/picture has no input for text");
    }

    private void rejected(ReplicateModerationModel model, ModerationPrompt prompt, String... message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.call(prompt))
                .withMessageContainingAll(message);
        assertThat(creates()).isZero();
    }

    @Test
    void lostResponseIsNotRepeated() {
        this.emulator.faults().next(Operation.PREDICTIONS_CREATE).lostResponse();
        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(() -> model(GUARD).call(PROMPT));
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void timeoutCancels() {
        this.emulator.model(GUARD).respond(script -> script.hang());
        ReplicateModerationModel model = model(GUARD)
                .mutate()
                .options(ReplicateModerationOptions.builder()
                        .model(GUARD)
                        .timeout(Duration.ofSeconds(1))
                        .build())
                .build();
        assertThatExceptionOfType(DeadlineExceededException.class).isThrownBy(() -> model.call(PROMPT));
        await().until(() -> this.emulator.running().isEmpty() && cancels() == 1);
        assertThat(creates()).isEqualTo(1);
    }
}
