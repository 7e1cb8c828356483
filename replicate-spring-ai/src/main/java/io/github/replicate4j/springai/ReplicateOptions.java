/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options that all kinds of models have.
 *
 * @since 0.1.0
 */
public interface ReplicateOptions {

    /**
     * Return the model to run.
     *
     * @return the model, or {@code null} if it is not set
     */
    @Nullable
    String getModel();

    /**
     * Return the inputs that are set by their names in the schema of the model.
     *
     * @return values by name, unmodifiable; empty if there are none
     */
    Map<String, @Nullable Object> getInput();

    /**
     * Return the deadline of a prediction.
     *
     * @return the deadline, or {@code null} for the setting of the client
     */
    @Nullable
    Duration getTimeout();

    /**
     * Return whether a prediction is cancelled if its call ends before it completes.
     *
     * @return {@code null} for the setting of the client
     */
    @Nullable
    Boolean getCancelOnTimeout();

    /**
     * Builder of the options that all kinds of models have.
     *
     * @param <B> type of the builder
     * @since 0.1.0
     */
    interface Builder<B extends Builder<B>> {

        /**
         * Set the model to run.
         *
         * @param model {@code owner/name}, {@code owner/name:version} or a version id, whose inputs are unknown; {@code null}
         *     for none
         * @return this builder
         */
        B model(@Nullable String model);

        /**
         * Set an input by its name in the schema of the model. It replaces what another option would set, and is sent as it
         * is.
         *
         * @param name name of the input
         * @param value any value that can be written as JSON, or a file; {@code null} is sent as {@code null}
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        B input(String name, @Nullable Object value);

        /**
         * Set several inputs by their names.
         *
         * @param input values by name
         * @return this builder
         * @throws IllegalArgumentException if a name is blank
         * @see #input(String, Object)
         */
        B input(Map<String, ? extends @Nullable Object> input);

        /**
         * Set the deadline of a prediction, after which it is cancelled. The download of output files is not included. If the
         * model has to be looked up before, the lookup has the same limit.
         *
         * @param timeout longer than zero, or {@code null} for the setting of the client
         * @return this builder
         * @throws IllegalArgumentException if the timeout is not longer than zero
         */
        B timeout(@Nullable Duration timeout);

        /**
         * Set whether a prediction is cancelled if its call ends before it completes.
         *
         * @param cancelOnTimeout {@code null} for the setting of the client
         * @return this builder
         */
        B cancelOnTimeout(@Nullable Boolean cancelOnTimeout);
    }
}
