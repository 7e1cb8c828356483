/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.springai.mapping.UnsupportedOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
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
public final class ReplicateChatOptions extends DefaultToolCallingChatOptions implements StructuredOutputChatOptions {

    private final Map<String, @Nullable Object> input;

    private final @Nullable String outputSchema;

    private final @Nullable Duration timeout;

    private final @Nullable Boolean cancelOnTimeout;

    private final @Nullable Boolean streamUsage;

    private final @Nullable Reasoning reasoning;

    private final @Nullable OlderMedia olderMedia;

    private final @Nullable UnsupportedOptions unsupportedOptions;

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
        this.input = Collections.unmodifiableMap(new LinkedHashMap<>(builder.input));
        this.outputSchema = builder.outputSchema;
        this.timeout = builder.timeout;
        this.cancelOnTimeout = builder.cancelOnTimeout;
        this.streamUsage = builder.streamUsage;
        this.reasoning = builder.reasoning;
        this.olderMedia = builder.olderMedia;
        this.unsupportedOptions = builder.unsupportedOptions;
    }

    /**
     * Return a builder of options.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Return the inputs that are set by their names in the schema of the model.
     *
     * @return values by name; empty if there are none
     */
    public Map<String, @Nullable Object> getInput() {
        return this.input;
    }

    @Override
    public @Nullable String getOutputSchema() {
        return this.outputSchema;
    }

    /**
     * Return the deadline of a call.
     *
     * @return the deadline, or {@code null} for the setting of the client
     */
    public @Nullable Duration getTimeout() {
        return this.timeout;
    }

    /**
     * Return whether the prediction is cancelled if the call ends before it completes.
     *
     * @return {@code null} for the setting of the client
     */
    public @Nullable Boolean getCancelOnTimeout() {
        return this.cancelOnTimeout;
    }

    /**
     * Return whether the last chunk of a stream contains the token counts.
     *
     * @return {@code null} for the default, {@code true}
     */
    public @Nullable Boolean getStreamUsage() {
        return this.streamUsage;
    }

    /**
     * Return what happens to reasoning.
     *
     * @return {@code null} for the default, {@link Reasoning#KEEP}
     */
    public @Nullable Reasoning getReasoning() {
        return this.reasoning;
    }

    /**
     * Return what happens to media of earlier messages.
     *
     * @return {@code null} for the default, {@link OlderMedia#REJECT}
     */
    public @Nullable OlderMedia getOlderMedia() {
        return this.olderMedia;
    }

    /**
     * Return what happens to sampling options that the model does not have.
     *
     * @return {@code null} for the default, {@link UnsupportedOptions#WARN}
     */
    public @Nullable UnsupportedOptions getUnsupportedOptions() {
        return this.unsupportedOptions;
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
        builder.takeFrom(this);
        return builder;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other)
                && other instanceof ReplicateChatOptions that
                && this.input.equals(that.input)
                && Objects.equals(this.outputSchema, that.outputSchema)
                && Objects.equals(this.timeout, that.timeout)
                && Objects.equals(this.cancelOnTimeout, that.cancelOnTimeout)
                && Objects.equals(this.streamUsage, that.streamUsage)
                && this.reasoning == that.reasoning
                && this.olderMedia == that.olderMedia
                && this.unsupportedOptions == that.unsupportedOptions;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), this.input, this.outputSchema, this.timeout);
    }

    /**
     * Builder of {@link ReplicateChatOptions}.
     *
     * @since 0.1.0
     */
    public static final class Builder extends DefaultToolCallingChatOptions.Builder<Builder>
            implements StructuredOutputChatOptions.Builder<Builder> {

        private Map<String, @Nullable Object> input = new LinkedHashMap<>();

        private @Nullable String outputSchema;

        private @Nullable Duration timeout;

        private @Nullable Boolean cancelOnTimeout;

        private @Nullable Boolean streamUsage;

        private @Nullable Reasoning reasoning;

        private @Nullable OlderMedia olderMedia;

        private @Nullable UnsupportedOptions unsupportedOptions;

        private Builder() {}

        /**
         * Set an input by its name in the schema of the model. It replaces what another option would set, and is sent as it
         * is.
         *
         * @param name name of the input
         * @param value any value that can be written as JSON, or a file; {@code null} is sent as {@code null}
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder input(String name, @Nullable Object value) {
            this.input.put(Arguments.notBlank("name", name), value);
            return this;
        }

        /**
         * Set several inputs by their names.
         *
         * @param input values by name
         * @return this builder
         * @see #input(String, Object)
         */
        public Builder input(Map<String, ? extends @Nullable Object> input) {
            input.forEach(this::input);
            return this;
        }

        @Override
        public Builder outputSchema(@Nullable String outputSchema) {
            this.outputSchema = outputSchema;
            return this;
        }

        /**
         * Set the deadline of a call, after which the prediction is cancelled.
         *
         * @param timeout longer than zero, or {@code null} for the setting of the client
         * @return this builder
         * @throws IllegalArgumentException if the timeout is not longer than zero
         */
        public Builder timeout(@Nullable Duration timeout) {
            this.timeout = timeout == null ? null : Arguments.positive("timeout", timeout);
            return this;
        }

        /**
         * Set whether the prediction is cancelled if the call ends before it completes.
         *
         * @param cancelOnTimeout {@code null} for the setting of the client
         * @return this builder
         */
        public Builder cancelOnTimeout(@Nullable Boolean cancelOnTimeout) {
            this.cancelOnTimeout = cancelOnTimeout;
            return this;
        }

        /**
         * Set whether the last chunk of a stream contains the token counts, which needs one request.
         *
         * @param streamUsage {@code null} for the default, {@code true}
         * @return this builder
         */
        public Builder streamUsage(@Nullable Boolean streamUsage) {
            this.streamUsage = streamUsage;
            return this;
        }

        /**
         * Set what happens to reasoning.
         *
         * @param reasoning {@code null} for the default, {@link Reasoning#KEEP}
         * @return this builder
         */
        public Builder reasoning(@Nullable Reasoning reasoning) {
            this.reasoning = reasoning;
            return this;
        }

        /**
         * Set what happens to media of earlier messages.
         *
         * @param olderMedia {@code null} for the default, {@link OlderMedia#REJECT}
         * @return this builder
         */
        public Builder olderMedia(@Nullable OlderMedia olderMedia) {
            this.olderMedia = olderMedia;
            return this;
        }

        /**
         * Set what happens to sampling options that the model does not have.
         *
         * @param unsupportedOptions {@code null} for the default, {@link UnsupportedOptions#WARN}
         * @return this builder
         */
        public Builder unsupportedOptions(@Nullable UnsupportedOptions unsupportedOptions) {
            this.unsupportedOptions = unsupportedOptions;
            return this;
        }

        @Override
        public Builder clone() {
            Builder copy = super.clone();
            copy.input = new LinkedHashMap<>(this.input);
            return copy;
        }

        /** Replace options by those that are set in another builder. Inputs, stop sequences and tools are added. */
        @Override
        public Builder combineWith(ChatOptions.Builder<?> other) {
            super.combineWith(other);
            if (other instanceof Builder that) {
                takeFrom(that.build());
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

        private void takeFrom(ReplicateChatOptions that) {
            this.input.putAll(that.input);
            set(that.outputSchema, this::outputSchema);
            set(that.timeout, this::timeout);
            set(that.cancelOnTimeout, this::cancelOnTimeout);
            set(that.streamUsage, this::streamUsage);
            set(that.reasoning, this::reasoning);
            set(that.olderMedia, this::olderMedia);
            set(that.unsupportedOptions, this::unsupportedOptions);
        }

        /** Read what the options of another provider have in common with these. */
        private void takeFromOthers(ChatOptions.Builder<?> other) {
            ChatOptions that = other.build();
            if (!(other instanceof DefaultChatOptionsBuilder)) {
                set(that.getModel(), this::model);
                set(that.getFrequencyPenalty(), this::frequencyPenalty);
                set(that.getMaxTokens(), this::maxTokens);
                set(that.getPresencePenalty(), this::presencePenalty);
                set(that.getStopSequences(), this::addStopSequences);
                set(that.getTemperature(), this::temperature);
                set(that.getTopK(), this::topK);
                set(that.getTopP(), this::topP);
            }
            if (that instanceof ToolCallingChatOptions tools
                    && !(other instanceof DefaultToolCallingChatOptions.Builder<?>)) {
                set(tools.getToolCallbacks(), callbacks -> callbacks.forEach(this::toolCallbacks));
                set(tools.getToolContext(), this::toolContext);
            }
            if (that instanceof StructuredOutputChatOptions structured) {
                set(structured.getOutputSchema(), this::outputSchema);
            }
        }

        private void addStopSequences(List<String> added) {
            List<String> all = new ArrayList<>(this.stopSequences == null ? List.of() : this.stopSequences);
            all.addAll(added);
            stopSequences(all);
        }

        private static <T> void set(@Nullable T value, Consumer<T> setter) {
            if (value != null) {
                setter.accept(value);
            }
        }

        @Override
        public ReplicateChatOptions build() {
            return new ReplicateChatOptions(super.build(), this);
        }
    }
}
