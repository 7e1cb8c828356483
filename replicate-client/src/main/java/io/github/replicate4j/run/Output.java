/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.run;

import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.internal.support.NotModelInput;
import io.github.replicate4j.predictions.Prediction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;

/**
 * The output of a prediction. A model can return any JSON value: choose the method that matches the model.
 *
 * @since 0.1.0
 */
@NotModelInput
public final class Output {

    private final AsyncOutput async;

    /**
     * Create a blocking view of a reactive output. Applications get outputs from the client.
     *
     * @param async the reactive output
     */
    public Output(AsyncOutput async) {
        this.async = async;
    }

    /**
     * Return the prediction. It has no logs and metrics if the run returned before completion, because Replicate reported that all
     * output files exist. It can have no logs if many runs wait concurrently. {@link RunRequest.Builder#awaitCompletion()} prevents
     * both.
     *
     * @return the prediction, with its id
     */
    public Prediction prediction() {
        return this.async.prediction();
    }

    /**
     * Return the output as plain Java values.
     *
     * @return maps, lists, strings, numbers, booleans, or {@code null} if there is no output
     */
    public @Nullable Object raw() {
        return this.async.raw();
    }

    /**
     * Return the output converted according to the schema of the model: concatenated lists become one text, and URLs of
     * files become {@link FileOutput}, at any depth.
     *
     * <p>The schema is available only for outputs of {@code use("owner/name")}, and not for every model. Without it,
     * each URL that {@link #files()} finds becomes a file, and a list that contains only text and no files becomes one
     * text.
     *
     * @return text, files, numbers, booleans, and lists and maps of them; {@code null} if there is no output
     */
    public @Nullable Object value() {
        return blocking(this.async.value());
    }

    /**
     * Return the output as text: a string, number or boolean as is, and a list of strings joined, as language models
     * return it.
     *
     * @return the text
     * @throws IllegalStateException if the output has another type or there is none
     */
    public String text() {
        return this.async.text();
    }

    /**
     * Return the only file in the output, at any depth. Its content is not downloaded.
     *
     * @return the file
     * @throws IllegalStateException if the output does not contain exactly one file
     */
    public FileOutput file() {
        return new FileOutput(this.async.file());
    }

    /**
     * Return all files in the output, at any depth: every {@code https} URL and every {@code data} URL. Their content
     * is not downloaded.
     *
     * @return the files in the order of the output; empty if there are none
     */
    public List<FileOutput> files() {
        return this.async.files().stream().map(FileOutput::new).toList();
    }

    /**
     * Convert the output to a type. URLs of files are converted where the type has a {@link FileOutput} or an
     * {@link AsyncFileOutput}.
     *
     * @param type a record or bean whose property names in snake case are the field names of the output, {@link String}
     *     as {@link #text()}, {@link FileOutput} as {@link #file()}, {@link Output}, or any other type that can be read
     *     from JSON
     * @param <T> the type
     * @return the converted output
     * @throws UnreadableJsonException if the output does not match the type
     * @throws IllegalStateException if there is no output, or it is not text or one file as requested
     */
    public <T> T as(Class<T> type) {
        return this.async.as(type);
    }

    /**
     * Convert the output to a generic type, as {@link #as(Class)}.
     *
     * @param type for example a list of records
     * @param <T> the type
     * @return the converted output
     * @throws UnreadableJsonException if the output does not match the type
     * @throws IllegalStateException if there is no output
     */
    public <T> T as(ParameterizedTypeReference<T> type) {
        return this.async.as(type);
    }

    private static @Nullable Object blocking(@Nullable Object value) {
        if (value instanceof AsyncFileOutput file) {
            return new FileOutput(file);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(blocking(item)));
            return Collections.unmodifiableList(items);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> fields = new LinkedHashMap<>();
            map.forEach((name, field) -> fields.put(name, blocking(field)));
            return Collections.unmodifiableMap(fields);
        }
        return value;
    }

    @Override
    public String toString() {
        return this.async.toString();
    }
}
