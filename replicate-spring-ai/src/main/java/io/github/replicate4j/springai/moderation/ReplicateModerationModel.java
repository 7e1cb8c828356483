/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.moderation;

import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.springai.ReplicateModelBuilder;
import io.github.replicate4j.springai.internal.ModelCall;
import io.github.replicate4j.springai.internal.ObservedCalls;
import io.github.replicate4j.springai.mapping.InputMapping;
import io.github.replicate4j.springai.mapping.InputRole;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.github.replicate4j.springai.mapping.ModelDescription;
import io.github.replicate4j.springai.mapping.OutputKind;
import io.github.replicate4j.springai.mapping.UnsupportedOptions;
import io.micrometer.observation.Observation;
import org.springframework.ai.moderation.ModerationModel;
import org.springframework.ai.moderation.ModerationPrompt;
import org.springframework.ai.moderation.ModerationResponse;
import reactor.core.publisher.Mono;

/**
 * A {@link ModerationModel} that runs moderation models on Replicate, such as {@code meta/llama-guard-3-8b}.
 *
 * <p>Each call creates one prediction, and is never repeated. If a call is interrupted or times out, the prediction is cancelled
 * at Replicate. The options of a prompt, of any provider, are combined with those of this model.
 *
 * <p>The output of Llama Guard contains codes of hazards, which become categories of Spring AI. A hazard without a category, such
 * as elections, also flags the text. The {@linkplain ReplicateModerationGenerationMetadata metadata} contain the codes. There are
 * no scores.
 *
 * @since 0.1.0
 */
public final class ReplicateModerationModel implements ModerationModel {

    private final ModelCatalog catalog;

    private final ReplicateModerationOptions options;

    private ReplicateModerationModel(ModelCatalog catalog, ReplicateModerationOptions options) {
        this.catalog = catalog;
        this.options = options;
    }

    /**
     * Return a builder of a moderation model.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Return a builder with the settings of this model, for example for another account.
     *
     * @return a builder
     */
    public Builder mutate() {
        return builder().catalog(this.catalog).options(this.options);
    }

    /**
     * Return the options that prompts are combined with.
     *
     * @return the options
     */
    public ReplicateModerationOptions getOptions() {
        return this.options;
    }

    /**
     * Moderate a text and wait for the result.
     *
     * @throws IllegalArgumentException if no model is set, the text is empty, or the model does not take or return text
     * @throws IllegalStateException if this thread must not block, or the output is not that of a moderation model
     * @throws io.github.replicate4j.predictions.ModelException if the prediction fails
     * @throws io.github.replicate4j.error.ReplicateException if Replicate cannot be reached or rejects the request
     */
    @Override
    public ModerationResponse call(ModerationPrompt prompt) {
        Arguments.notNull("prompt", prompt);
        ReplicateModerationOptions combined =
                this.options.mutate().combineWith(prompt.getOptions()).build();
        Mono<ModerationResponse> response = ModelCall.prepare(
                        this.catalog,
                        combined,
                        "spring.ai.replicate.moderation.model",
                        ModerationOutput.EXAMPLE,
                        () -> {
                            String text = requireText(prompt);
                            return model -> map(text, combined, model);
                        })
                .flatMap(call -> call.run().map(output -> ModerationOutput.response(call.model(), output)));
        // Spring AI has no observation for moderation. The observation of the prediction has its own metrics.
        return ObservedCalls.call(Observation.NOOP, "use AsyncReplicate.use(model)", response);
    }

    private static String requireText(ModerationPrompt prompt) {
        String text = prompt.getInstructions().getText();
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("The text to moderate is empty.");
        }
        return text;
    }

    private static ModelCall<ReplicateModerationOptions> map(
            String text, ReplicateModerationOptions options, ModelDescription model) {
        if (model.outputKind() != OutputKind.TEXT && model.outputKind() != OutputKind.UNKNOWN) {
            throw new IllegalArgumentException(
                    model.model() + " cannot moderate: its output is not text. Use a moderation model such as "
                            + ModerationOutput.EXAMPLE + ".");
        }
        InputMapping input = new InputMapping(model, UnsupportedOptions.FAIL).require(InputRole.PROMPT, "text", text);
        return new ModelCall<>(model, options, input.build(options.getInput()));
    }

    @Override
    public String toString() {
        return "ReplicateModerationModel[" + this.options.getModel() + "]";
    }

    /**
     * Builder of a {@link ReplicateModerationModel}.
     *
     * @since 0.1.0
     */
    public static final class Builder
            extends ReplicateModelBuilder<ReplicateModerationModel, ReplicateModerationOptions, Builder> {

        private Builder() {
            super(ReplicateModerationOptions.builder().build());
        }

        @Override
        public ReplicateModerationModel build() {
            return new ReplicateModerationModel(catalog(), options());
        }
    }
}
