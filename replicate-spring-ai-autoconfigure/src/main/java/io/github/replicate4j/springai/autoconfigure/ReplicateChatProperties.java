/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import io.github.replicate4j.springai.chat.OlderMedia;
import io.github.replicate4j.springai.chat.Reasoning;
import io.github.replicate4j.springai.chat.ReplicateChatOptions;
import io.github.replicate4j.springai.mapping.UnsupportedOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of the chat model. */
@ConfigurationProperties("spring.ai.replicate.chat")
final class ReplicateChatProperties extends ReplicateModelProperties {

    /** Maximum number of output tokens. The default is that of the model. */
    private @Nullable Integer maxTokens;

    /** Sampling temperature. The default is that of the model. */
    private @Nullable Double temperature;

    /** Share of the most probable output tokens to sample from. The default is that of the model. */
    private @Nullable Double topP;

    /** Number of the most probable output tokens to sample from. The default is that of the model. */
    private @Nullable Integer topK;

    /** Penalty for output tokens by their frequency. The default is that of the model. */
    private @Nullable Double frequencyPenalty;

    /** Penalty for output tokens that are present already. The default is that of the model. */
    private @Nullable Double presencePenalty;

    /** Texts at which the output ends. */
    private @Nullable List<String> stopSequences;

    /** Whether the last chunk of a stream contains the token counts, which needs one more request. */
    private @Nullable Boolean streamUsage;

    /** What happens to the reasoning that some models write before the text, in a think element. */
    private @Nullable Reasoning reasoning;

    /** What happens to media of earlier messages, because models take those of one message only. */
    private @Nullable OlderMedia olderMedia;

    /** What happens to a sampling option that the model does not have. */
    private @Nullable UnsupportedOptions unsupportedOptions;

    public @Nullable Integer getMaxTokens() {
        return this.maxTokens;
    }

    public void setMaxTokens(@Nullable Integer maxTokens) {
        this.maxTokens = maxTokens;
    }

    public @Nullable Double getTemperature() {
        return this.temperature;
    }

    public void setTemperature(@Nullable Double temperature) {
        this.temperature = temperature;
    }

    public @Nullable Double getTopP() {
        return this.topP;
    }

    public void setTopP(@Nullable Double topP) {
        this.topP = topP;
    }

    public @Nullable Integer getTopK() {
        return this.topK;
    }

    public void setTopK(@Nullable Integer topK) {
        this.topK = topK;
    }

    public @Nullable Double getFrequencyPenalty() {
        return this.frequencyPenalty;
    }

    public void setFrequencyPenalty(@Nullable Double frequencyPenalty) {
        this.frequencyPenalty = frequencyPenalty;
    }

    public @Nullable Double getPresencePenalty() {
        return this.presencePenalty;
    }

    public void setPresencePenalty(@Nullable Double presencePenalty) {
        this.presencePenalty = presencePenalty;
    }

    public @Nullable List<String> getStopSequences() {
        return this.stopSequences;
    }

    public void setStopSequences(@Nullable List<String> stopSequences) {
        this.stopSequences = stopSequences;
    }

    public @Nullable Boolean getStreamUsage() {
        return this.streamUsage;
    }

    public void setStreamUsage(@Nullable Boolean streamUsage) {
        this.streamUsage = streamUsage;
    }

    public @Nullable Reasoning getReasoning() {
        return this.reasoning;
    }

    public void setReasoning(@Nullable Reasoning reasoning) {
        this.reasoning = reasoning;
    }

    public @Nullable OlderMedia getOlderMedia() {
        return this.olderMedia;
    }

    public void setOlderMedia(@Nullable OlderMedia olderMedia) {
        this.olderMedia = olderMedia;
    }

    public @Nullable UnsupportedOptions getUnsupportedOptions() {
        return this.unsupportedOptions;
    }

    public void setUnsupportedOptions(@Nullable UnsupportedOptions unsupportedOptions) {
        this.unsupportedOptions = unsupportedOptions;
    }

    ReplicateChatOptions toOptions() {
        return apply(ReplicateChatOptions.builder())
                .maxTokens(this.maxTokens)
                .temperature(this.temperature)
                .topP(this.topP)
                .topK(this.topK)
                .frequencyPenalty(this.frequencyPenalty)
                .presencePenalty(this.presencePenalty)
                .stopSequences(this.stopSequences)
                .streamUsage(this.streamUsage)
                .reasoning(this.reasoning)
                .olderMedia(this.olderMedia)
                .unsupportedOptions(this.unsupportedOptions)
                .build();
    }
}
