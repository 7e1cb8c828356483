/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import io.github.replicate4j.springai.ReplicateOptions;
import io.github.replicate4j.springai.internal.OptionValues;
import io.github.replicate4j.springai.mapping.UnsupportedOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.DefaultChatOptionsBuilder;
import org.springframework.ai.model.tool.DefaultToolCallingChatOptions;
import org.springframework.ai.model.tool.StructuredOutputChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

/**
 * Options of a chat model on Replicate. An option that is not set is not sent, so the model uses its own default.
 *
 * @since 0.1.0
 */
public final class ReplicateChatOptions extends DefaultToolCallingChatOptions
        implements StructuredOutputChatOptions, ReplicateOptions {

    private final OptionValues values;

    private ReplicateChatOptions(ToolCallingChatOptions common, Builder builder) {
        super(
                common.getToolCallbacks(),
                common.getToolContext(),
                common.getModel(),
                common.getFrequencyPenalty(),
                common.getMaxTokens(),
                common.getPresencePenalty(),
                common.getStopSequences(),
                common.getTemperature(),
                common.getTopK(),
                common.getTopP());
        this.values = builder.values;
    }

    /**
     * Return a builder of options.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Map<String, @Nullable Object> getInput() {
        return this.values.input();
    }

    @Override
    public @Nullable Duration getTimeout() {
        return this.values.timeout();
    }

    @Override
    public @Nullable Boolean getCancelOnTimeout() {
        return this.values.cancelOnTimeout();
    }

    @Override
    public @Nullable String getOutputSchema() {
        return this.values.get("outputSchema", String.class);
    }

    /**
     * Return whether the last chunk of a stream contains the token counts.
     *
     * @return {@code null} for the default, {@code true}
     */
    public @Nullable Boolean getStreamUsage() {
        return this.values.get("streamUsage", Boolean.class);
    }

    /**
     * Return what happens to reasoning.
     *
     * @return {@code null} for the default, {@link Reasoning#KEEP}
     */
    public @Nullable Reasoning getReasoning() {
        return this.values.get("reasoning", Reasoning.class);
    }

    /**
     * Return what happens to media of earlier messages.
     *
     * @return {@code null} for the default, {@link OlderMedia#REJECT}
     */
    public @Nullable OlderMedia getOlderMedia() {
        return this.values.get("olderMedia", OlderMedia.class);
    }

    /**
     * Return what happens to sampling options that the model does not have.
     *
     * @return {@code null} for the default, {@link UnsupportedOptions#WARN}
     */
    public @Nullable UnsupportedOptions getUnsupportedOptions() {
        return this.values.get("unsupportedOptions", UnsupportedOptions.class);
    }

    /** Return a builder with these options. */
    @Override
    public Builder mutate() {
        Builder builder = builder()
                .model(getModel())
                .frequencyPenalty(getFrequencyPenalty())
                .maxTokens(getMaxTokens())
                .presencePenalty(getPresencePenalty())
                .stopSequences(getStopSequences())
                .temperature(getTemperature())
                .topK(getTopK())
                .topP(getTopP())
                .toolCallbacks(getToolCallbacks())
                .toolContext(getToolContext());
        builder.values = this.values;
        return builder;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof ReplicateChatOptions that && this.values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), this.values);
    }

    /** Return the model, and the names of the options that Spring AI does not have. */
    @Override
    public String toString() {
        return "ReplicateChatOptions[model=" + getModel() + ", " + this.values + "]";
    }

    /**
     * Builder of {@link ReplicateChatOptions}.
     *
     * @since 0.1.0
     */
    public static final class Builder extends DefaultToolCallingChatOptions.Builder<Builder>
            implements StructuredOutputChatOptions.Builder<Builder>, ReplicateOptions.Builder<Builder> {

        private OptionValues values = OptionValues.NONE;

        private Builder() {}

        @Override
        public Builder input(String name, @Nullable Object value) {
            this.values = this.values.withInput(name, value);
            return this;
        }

        @Override
        public Builder input(Map<String, ? extends @Nullable Object> input) {
            this.values = this.values.withInput(input);
            return this;
        }

        @Override
        public Builder timeout(@Nullable Duration timeout) {
            this.values = this.values.withTimeout(timeout);
            return this;
        }

        @Override
        public Builder cancelOnTimeout(@Nullable Boolean cancelOnTimeout) {
            this.values = this.values.withCancelOnTimeout(cancelOnTimeout);
            return this;
        }

        @Override
        public Builder outputSchema(@Nullable String outputSchema) {
            return set("outputSchema", outputSchema);
        }

        /**
         * Set whether the last chunk of a stream contains the token counts, which needs one request.
         *
         * @param streamUsage {@code null} for the default, {@code true}
         * @return this builder
         */
        public Builder streamUsage(@Nullable Boolean streamUsage) {
            return set("streamUsage", streamUsage);
        }

        /**
         * Set what happens to reasoning.
         *
         * @param reasoning {@code null} for the default, {@link Reasoning#KEEP}
         * @return this builder
         */
        public Builder reasoning(@Nullable Reasoning reasoning) {
            return set("reasoning", reasoning);
        }

        /**
         * Set what happens to media of earlier messages.
         *
         * @param olderMedia {@code null} for the default, {@link OlderMedia#REJECT}
         * @return this builder
         */
        public Builder olderMedia(@Nullable OlderMedia olderMedia) {
            return set("olderMedia", olderMedia);
        }

        /**
         * Set what happens to sampling options that the model does not have.
         *
         * @param unsupportedOptions {@code null} for the default, {@link UnsupportedOptions#WARN}
         * @return this builder
         */
        public Builder unsupportedOptions(@Nullable UnsupportedOptions unsupportedOptions) {
            return set("unsupportedOptions", unsupportedOptions);
        }

        private Builder set(String option, @Nullable Object value) {
            this.values = this.values.with(option, value);
            return this;
        }

        /** Replace options by those that are set in another builder. Inputs, stop sequences and tools are added. */
        @Override
        public Builder combineWith(ChatOptions.Builder<?> other) {
            String model = this.model;
            super.combineWith(other);
            if (this.model != null && this.model.isBlank()) {
                this.model = model;
            }
            if (other instanceof Builder that) {
                this.values = this.values.replacedBy(that.values);
            } else {
                takeFromOthers(other);
            }
            this.stopSequences = distinct(this.stopSequences);
            this.toolCallbacks = distinct(this.toolCallbacks);
            return this;
        }

        private static <T> @Nullable List<T> distinct(@Nullable List<T> list) {
            return list == null ? null : new ArrayList<>(new LinkedHashSet<>(list));
        }

        /** Read what the options of another provider have in common with these. */
        private void takeFromOthers(ChatOptions.Builder<?> other) {
            ChatOptions that = other.build();
            if (!(other instanceof DefaultChatOptionsBuilder)) {
                OptionValues.ifSet(that.getModel(), this::model);
                OptionValues.ifSet(that.getFrequencyPenalty(), this::frequencyPenalty);
                OptionValues.ifSet(that.getMaxTokens(), this::maxTokens);
                OptionValues.ifSet(that.getPresencePenalty(), this::presencePenalty);
                OptionValues.ifSet(that.getStopSequences(), this::addStopSequences);
                OptionValues.ifSet(that.getTemperature(), this::temperature);
                OptionValues.ifSet(that.getTopK(), this::topK);
                OptionValues.ifSet(that.getTopP(), this::topP);
            }
            if (that instanceof ToolCallingChatOptions tools
                    && !(other instanceof DefaultToolCallingChatOptions.Builder<?>)) {
                OptionValues.ifSet(tools.getToolCallbacks(), callbacks -> callbacks.forEach(this::toolCallbacks));
                OptionValues.ifSet(tools.getToolContext(), this::toolContext);
            }
            if (that instanceof StructuredOutputChatOptions structured) {
                OptionValues.ifSet(structured.getOutputSchema(), this::outputSchema);
            }
        }

        private void addStopSequences(List<String> added) {
            List<String> all = new ArrayList<>(this.stopSequences == null ? List.of() : this.stopSequences);
            all.addAll(added);
            stopSequences(all);
        }

        @Override
        public ReplicateChatOptions build() {
            return new ReplicateChatOptions(super.build(), this);
        }
    }
}
