/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.springai.ReplicateModelBuilder;
import io.github.replicate4j.springai.internal.ModelCall;
import io.github.replicate4j.springai.internal.ObservedCalls;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.observation.ChatModelObservationConvention;
import org.springframework.ai.chat.observation.ChatModelObservationDocumentation;
import org.springframework.ai.chat.observation.DefaultChatModelObservationConvention;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A {@link ChatModel} that runs language models on Replicate.
 *
 * <p>Each call creates one prediction, and is never repeated. If a call is interrupted, times out, or its stream is cancelled, the
 * prediction is cancelled at Replicate. A prompt that the model cannot take is rejected before anything is created. The options
 * of a prompt are combined with those of this model.
 *
 * <p>Tool calls are returned and not executed, as by all chat models of Spring AI.
 *
 * @since 0.1.0
 */
public final class ReplicateChatModel implements ChatModel {

    private static final ChatModelObservationConvention DEFAULT_CONVENTION =
            new DefaultChatModelObservationConvention();

    private final ModelCatalog catalog;

    private final ReplicateChatOptions options;

    private final ObservationRegistry observationRegistry;

    private final ToolCallingManager toolCallingManager;

    private final ConversationFormat conversationFormat;

    private volatile @Nullable ChatModelObservationConvention observationConvention;

    private ReplicateChatModel(ModelCatalog catalog, ReplicateChatOptions options, Builder builder) {
        this.catalog = catalog;
        this.options = options;
        this.observationRegistry = builder.observationRegistry;
        this.toolCallingManager = builder.toolCallingManager;
        this.conversationFormat = builder.conversationFormat;
        this.observationConvention = builder.observationConvention;
    }

    /**
     * Return a builder of a chat model.
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
        Builder builder = builder()
                .catalog(this.catalog)
                .options(this.options)
                .observationRegistry(this.observationRegistry)
                .toolCallingManager(this.toolCallingManager)
                .conversationFormat(this.conversationFormat);
        builder.observationConvention = this.observationConvention;
        return builder;
    }

    @Override
    public ReplicateChatOptions getOptions() {
        return this.options;
    }

    /**
     * Set the names and keys of observations.
     *
     * @param observationConvention the convention
     */
    public void setObservationConvention(ChatModelObservationConvention observationConvention) {
        this.observationConvention = Arguments.notNull("observationConvention", observationConvention);
    }

    /**
     * Call the model and wait for its response.
     *
     * @throws IllegalArgumentException if no model is set, the prompt is empty, or the model cannot take a part of it
     * @throws UnsupportedOperationException if there are tools and the model takes none
     * @throws IllegalStateException if this thread must not block
     * @throws io.github.replicate4j.predictions.ModelException if the prediction fails
     * @throws io.github.replicate4j.error.ReplicateException if Replicate cannot be reached or rejects the request
     */
    @Override
    public ChatResponse call(Prompt prompt) {
        Prompt combined = combine(prompt);
        ChatModelObservationContext context = context(combined, false);
        Mono<ChatResponse> response = prepare(combined).flatMap(this::run).doOnNext(context::setResponse);
        return ObservedCalls.call(observation(context), "use stream(prompt)", response);
    }

    /**
     * Call the model and stream its response. The last chunk has the finish reason, and the token counts if Replicate reports
     * them. Each subscription creates a prediction; cancelling it cancels the prediction. Errors are those of
     * {@link #call(Prompt)}.
     */
    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return Flux.defer(() -> {
            Prompt combined = combine(prompt);
            ChatModelObservationContext context = context(combined, true);
            ChatAggregator aggregator = new ChatAggregator();
            Flux<ChatResponse> responses = prepare(combined)
                    .flatMapMany(this::runStreaming)
                    .doOnNext(aggregator::add)
                    .doOnComplete(() -> context.setResponse(aggregator.response(Reasoning.KEEP)));
            return ObservedCalls.stream(() -> observation(context), responses);
        });
    }

    private Mono<ChatResponse> run(ChatCall call) {
        if (call.stopSequences().isEmpty() || !call.isTextStreamed()) {
            return complete(call);
        }
        // The prediction is cancelled at a stop sequence, which needs its stream.
        return Mono.defer(() -> {
            ChatAggregator aggregator = new ChatAggregator();
            return runStreaming(call)
                    .doOnNext(aggregator::add)
                    .then(Mono.fromSupplier(() -> aggregator.response(call.reasoning())));
        });
    }

    private Flux<ChatResponse> runStreaming(ChatCall call) {
        return call.isTextStreamed()
                ? ChatStream.responses(call, this.catalog.replicate())
                : complete(call).flux();
    }

    private static Mono<ChatResponse> complete(ChatCall call) {
        return call.run().map(output -> ChatOutput.response(call, output));
    }

    private Mono<ChatCall> prepare(Prompt prompt) {
        ReplicateChatOptions combined = (ReplicateChatOptions) Objects.requireNonNull(prompt.getOptions());
        return ModelCall.prepare(this.catalog, combined, "spring.ai.replicate.chat.model", "openai/gpt-5.1", () -> {
            Conversation conversation = Conversation.of(prompt);
            // Definitions can be expensive: those of Replicate models wait for a lookup, which only this thread may do.
            ChatInput input =
                    new ChatInput(ChatTools.resolve(this.toolCallingManager, combined), this.conversationFormat);
            return model -> input.map(conversation, combined, model);
        });
    }

    private Prompt combine(Prompt prompt) {
        ChatOptions given = prompt.getOptions();
        ReplicateChatOptions combined = given == null
                ? this.options
                : this.options.mutate().combineWith(given.mutate()).build();
        return new Prompt(prompt.getInstructions(), combined);
    }

    private static ChatModelObservationContext context(Prompt prompt, boolean streaming) {
        return ChatModelObservationContext.builder()
                .prompt(prompt)
                .provider("replicate")
                .streaming(streaming)
                .build();
    }

    private Observation observation(ChatModelObservationContext context) {
        return ChatModelObservationDocumentation.CHAT_MODEL_OPERATION.observation(
                this.observationConvention, DEFAULT_CONVENTION, () -> context, this.observationRegistry);
    }

    @Override
    public String toString() {
        return "ReplicateChatModel[" + this.options.getModel() + "]";
    }

    /**
     * Builder of a {@link ReplicateChatModel}.
     *
     * @since 0.1.0
     */
    public static final class Builder extends ReplicateModelBuilder<ReplicateChatModel, ReplicateChatOptions, Builder> {

        private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

        private ToolCallingManager toolCallingManager =
                ToolCallingManager.builder().build();

        private ConversationFormat conversationFormat = ConversationFormat.TRANSCRIPT;

        private @Nullable ChatModelObservationConvention observationConvention;

        private Builder() {
            super(ReplicateChatOptions.builder().build());
        }

        /**
         * Set the registry of observations. Default: none.
         *
         * @param observationRegistry the registry
         * @return this builder
         */
        public Builder observationRegistry(ObservationRegistry observationRegistry) {
            this.observationRegistry = Arguments.notNull("observationRegistry", observationRegistry);
            return this;
        }

        /**
         * Set what resolves the definitions of tools.
         *
         * @param toolCallingManager the manager
         * @return this builder
         */
        public Builder toolCallingManager(ToolCallingManager toolCallingManager) {
            this.toolCallingManager = Arguments.notNull("toolCallingManager", toolCallingManager);
            return this;
        }

        /**
         * Set the format of conversations for models that take no messages. Default:
         * {@link ConversationFormat#TRANSCRIPT}.
         *
         * @param conversationFormat the format
         * @return this builder
         */
        public Builder conversationFormat(ConversationFormat conversationFormat) {
            this.conversationFormat = Arguments.notNull("conversationFormat", conversationFormat);
            return this;
        }

        @Override
        public ReplicateChatModel build() {
            return new ReplicateChatModel(catalog(), options(), this);
        }
    }
}
