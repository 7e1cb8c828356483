/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.run;

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.internal.support.NotModelInput;
import io.github.replicate4j.predictions.Prediction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;

/**
 * The output of a prediction, with reactive access to its files.
 *
 * @since 0.1.0
 * @see Output
 */
@NotModelInput
public interface AsyncOutput {

    /**
     * Return the prediction.
     *
     * @see Output#prediction()
     */
    Prediction prediction();

    /**
     * Return the output as plain Java values.
     *
     * @see Output#raw()
     */
    @Nullable
    Object raw();

    /**
     * Return the output converted according to the schema of the model.
     *
     * @return text, {@link AsyncFileOutput} files, numbers, booleans, and lists and maps of them; {@code null} if there
     *     is no output
     * @see Output#value()
     */
    @Nullable
    Object value();

    /**
     * Return the output as text.
     *
     * @see Output#text()
     */
    String text();

    /**
     * Return the only file in the output.
     *
     * @see Output#file()
     */
    AsyncFileOutput file();

    /**
     * Return all files in the output, at any depth.
     *
     * @see Output#files()
     */
    List<AsyncFileOutput> files();

    /**
     * Convert the output to a type.
     *
     * @see Output#as(Class)
     */
    <T> T as(Class<T> type);

    /**
     * Convert the output to a generic type.
     *
     * @see Output#as(ParameterizedTypeReference)
     */
    <T> T as(ParameterizedTypeReference<T> type);
}
