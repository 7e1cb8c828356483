/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import org.jspecify.annotations.Nullable;

/**
 * Builder of a Spring AI model.
 *
 * @param <M> type of the model
 * @param <O> type of its options
 * @param <B> type of the builder
 * @since 0.1.0
 */
public abstract class ReplicateModelBuilder<M, O extends ReplicateOptions, B extends ReplicateModelBuilder<M, O, B>> {

    private @Nullable ModelCatalog catalog;

    private O options;

    /**
     * Create a builder.
     *
     * @param options the options until others are set
     */
    protected ReplicateModelBuilder(O options) {
        this.options = options;
    }

    /**
     * Set the client. Either the client or a catalog is required.
     *
     * @param replicate the client
     * @return this builder
     */
    public B replicate(AsyncReplicate replicate) {
        return catalog(new ModelCatalog(replicate));
    }

    /**
     * Set the models and the client that runs them. Several Spring AI models can share one catalog.
     *
     * @param catalog the models
     * @return this builder
     */
    public B catalog(ModelCatalog catalog) {
        this.catalog = Arguments.notNull("catalog", catalog);
        return self();
    }

    /**
     * Set the options that those of a call are combined with.
     *
     * @param options the options, usually with a model
     * @return this builder
     */
    public B options(O options) {
        this.options = Arguments.notNull("options", options);
        return self();
    }

    @SuppressWarnings("unchecked")
    private B self() {
        return (B) this;
    }

    /**
     * Return the catalog.
     *
     * @return the catalog
     * @throws IllegalArgumentException if neither a client nor a catalog is set
     */
    protected final ModelCatalog catalog() {
        return Arguments.notNull("replicate", this.catalog);
    }

    /**
     * Return the options.
     *
     * @return the options
     */
    protected final O options() {
        return this.options;
    }

    /**
     * Build the model.
     *
     * @return the model
     * @throws IllegalArgumentException if neither a client nor a catalog is set
     */
    public abstract M build();
}
