/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.tool;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.github.replicate4j.springai.mapping.ModelDescription;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.definition.ToolDefinition;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Describes a tool. The model is looked up when its description or its inputs are needed. */
final class ModelToolDefinition implements ToolDefinition {

    private final ReplicateTool tool;

    private final ModelCatalog catalog;

    private volatile @Nullable ModelTool loaded;

    ModelToolDefinition(ReplicateTool tool, ModelCatalog catalog) {
        this.tool = tool;
        this.catalog = catalog;
    }

    @Override
    public String name() {
        return this.tool.name();
    }

    @Override
    public String description() {
        return model().text();
    }

    @Override
    public String inputSchema() {
        return model().schema();
    }

    /**
     * Return the model. The last lookup is used if this thread must not block, or if Replicate cannot be reached.
     *
     * @throws IllegalStateException if the model cannot be a tool, or if this thread must not block and there was no lookup
     */
    ModelTool model() {
        ModelTool known = this.loaded;
        if (!Schedulers.isInNonBlockingThread()) {
            try {
                return Blocking.value(load());
            } catch (ReplicateException ex) {
                if (known == null) {
                    throw ex;
                }
            }
        }
        if (known == null) {
            throw new IllegalStateException(
                    "The inputs of " + this.tool.model() + " are not known yet, and the reactor thread "
                            + Thread.currentThread().getName() + " must not wait for them. Subscribe to"
                            + " ReplicateToolCallbacks.load() when the application starts, or subscribe to the stream on"
                            + " Schedulers.boundedElastic().");
        }
        return known;
    }

    /** Look up the model, unless it is known. */
    Mono<ModelTool> load() {
        return Mono.defer(() -> this.catalog.describe(this.tool.model())).flatMap(description -> {
            ModelTool known = this.loaded;
            return known != null && known.description() == description ? Mono.just(known) : load(description);
        });
    }

    private Mono<ModelTool> load(ModelDescription description) {
        return Mono.zip(description.function().openapiSchema().map(schema -> ToolSchema.of(schema, this.tool)), text())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException(
                        this.tool.model() + " cannot be a tool, because it has no schema of its inputs.")))
                .map(parts -> new ModelTool(description, parts.getT2(), parts.getT1()))
                .doOnNext(loaded -> this.loaded = loaded);
    }

    private Mono<String> text() {
        String own = this.tool.description();
        if (own != null) {
            return Mono.just(own);
        }
        String name = String.valueOf(ModelReference.ofModel(this.tool.model()).model());
        return this.catalog.replicate().models().get(name).map(model -> text(name, model));
    }

    private static String text(String name, Model model) {
        String description = model.description();
        return (description == null || description.isBlank() ? "" : description.strip() + "\n") + "Runs the model "
                + name + " on Replicate. Files in the result are URLs, which expire after an hour.";
    }
}
