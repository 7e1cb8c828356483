/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.tool;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Turns models on Replicate into tools, so that chat models of any provider can call them. The description and the arguments of a
 * tool are those of its model.
 *
 * <p>Creating the tools sends no request. The model is looked up when the description or the schema of a tool is first read,
 * usually by the first prompt with the tool, which blocks the thread. On a reactor thread, that fails unless {@link #load()} has
 * completed before.
 *
 * <p>A call of a tool creates one prediction, and returns its output as JSON text in which files are URLs. Arguments that the model
 * does not take are reported to the chat model before anything is created. If the calling thread is interrupted, or the timeout is
 * reached, the prediction is cancelled. A failed prediction is reported to the chat model as well. Other failures, such as an
 * {@link io.github.replicate4j.error.OutcomeUnknownException}, end the conversation, because a chat model that repeats the call
 * might create a second prediction.
 *
 * @since 0.1.0
 */
public final class ReplicateToolCallbacks implements ToolCallbackProvider {

    private final List<ModelToolCallback> callbacks;

    private ReplicateToolCallbacks(Builder builder) {
        List<ModelToolCallback> callbacks = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (ReplicateTool tool : builder.tools) {
            ModelToolCallback callback = new ModelToolCallback(tool, builder.catalog);
            if (!names.add(callback.getToolDefinition().name())) {
                throw new IllegalArgumentException("Two tools have the name "
                        + callback.getToolDefinition().name() + ". Set another name for " + tool.model() + ".");
            }
            callbacks.add(callback);
        }
        this.callbacks = List.copyOf(callbacks);
    }

    /**
     * Create tools.
     *
     * @param replicate client that runs the models
     * @param models {@code owner/name} or {@code owner/name:version} of each model
     * @return the tools
     * @throws IllegalArgumentException if a reference is invalid or two tools have the same name
     */
    public static ReplicateToolCallbacks of(AsyncReplicate replicate, String... models) {
        return of(new ModelCatalog(replicate), models);
    }

    /**
     * Create tools.
     *
     * @param catalog the models and the client that runs them
     * @param models {@code owner/name} or {@code owner/name:version} of each model
     * @return the tools
     * @throws IllegalArgumentException if a reference is invalid or two tools have the same name
     */
    public static ReplicateToolCallbacks of(ModelCatalog catalog, String... models) {
        Builder builder = builder(catalog);
        for (String model : models) {
            builder.tool(model);
        }
        return builder.build();
    }

    /**
     * Return a builder of tools.
     *
     * @param replicate client that runs the models
     * @return a builder
     */
    public static Builder builder(AsyncReplicate replicate) {
        return builder(new ModelCatalog(replicate));
    }

    /**
     * Return a builder of tools.
     *
     * @param catalog the models and the client that runs them
     * @return a builder
     */
    public static Builder builder(ModelCatalog catalog) {
        return new Builder(Arguments.notNull("catalog", catalog));
    }

    @Override
    public ToolCallback[] getToolCallbacks() {
        return this.callbacks.toArray(ToolCallback[]::new);
    }

    /**
     * Look up the models of the tools: {@code models.get}. After that, the tools can be used on a reactor thread.
     *
     * @return completes when the descriptions and schemas of all tools are known; fails with an {@link IllegalStateException} if a
     *     model cannot be a tool, and with a {@link io.github.replicate4j.error.ReplicateException} if a lookup fails
     */
    public Mono<Void> load() {
        return Flux.fromIterable(this.callbacks)
                .concatMap(callback -> callback.getToolDefinition().load())
                .then();
    }

    @Override
    public String toString() {
        return "ReplicateToolCallbacks"
                + this.callbacks.stream()
                        .map(callback -> callback.getToolDefinition().name())
                        .toList();
    }

    /**
     * Builder of {@link ReplicateToolCallbacks}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private final ModelCatalog catalog;

        private final List<ReplicateTool> tools = new ArrayList<>();

        private Builder(ModelCatalog catalog) {
            this.catalog = catalog;
        }

        /**
         * Add a model as a tool.
         *
         * @param model {@code owner/name} or {@code owner/name:version}
         * @return this builder
         * @throws IllegalArgumentException if the reference is invalid
         */
        public Builder tool(String model) {
            return tool(model, tool -> {});
        }

        /**
         * Add a model as a tool.
         *
         * @param model {@code owner/name} or {@code owner/name:version}
         * @param customizer sets the name, the description or the inputs of the tool
         * @return this builder
         * @throws IllegalArgumentException if the reference or a setting is invalid
         */
        public Builder tool(String model, Consumer<ReplicateToolSpec> customizer) {
            ReplicateToolSpec tool = new ReplicateToolSpec(model);
            customizer.accept(tool);
            this.tools.add(tool.build());
            return this;
        }

        /**
         * Build the tools.
         *
         * @return the tools
         * @throws IllegalArgumentException if two tools have the same name
         */
        public ReplicateToolCallbacks build() {
            return new ReplicateToolCallbacks(this);
        }
    }
}
