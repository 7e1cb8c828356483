/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.run;

import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.predictions.Prediction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;

/**
 * What a model made. Models make any JSON there is: ask for it as what you know it to be.
 */
public final class Output {

    private final AsyncOutput async;

    /**
     * Wraps a reactive output. Applications get outputs from the client.
     *
     * @param async does the work
     */
    public Output(AsyncOutput async) {
        this.async = async;
    }

    /**
     * Returns the prediction that made this.
     *
     * @return the prediction, with its id, logs and metrics
     */
    public Prediction prediction() {
        return this.async.prediction();
    }

    /**
     * Returns the output as it came.
     *
     * @return maps, lists, strings, numbers, booleans, or {@code null} if there is none
     */
    public @Nullable Object raw() {
        return this.async.raw();
    }

    /**
     * Returns the output as its schema describes it: pieces of a text are joined to one text, and URLs of files are
     * {@link FileOutput} files, at any depth.
     *
     * <p>Only what {@code use("owner/name")} ran has a schema, and not of every model. Without one, each URL that
     * {@link #files()} would find is a file, and a list of nothing but texts that are no files is one text.
     *
     * @return texts, files, numbers, booleans, and lists and maps of them; {@code null} if there is no output
     */
    public @Nullable Object value() {
        return blocking(this.async.value());
    }

    /**
     * Returns text: a string as it is, and a list of strings joined, as language models make it.
     *
     * @return the text
     * @throws IllegalStateException if the output is something else
     */
    public String text() {
        return this.async.text();
    }

    /**
     * Returns the one file, whether it is the output or the only entry of a list.
     *
     * @return the file; nothing is read yet
     * @throws IllegalStateException if there is none, or more than one
     */
    public FileOutput file() {
        return new FileOutput(this.async.file());
    }

    /**
     * Returns all files, at any depth: every {@code https} URL and every {@code data} URL.
     *
     * @return in the order of the output; empty if there is none; nothing is read yet
     */
    public List<FileOutput> files() {
        return this.async.files().stream().map(FileOutput::new).toList();
    }

    /**
     * Reads the output as a type of your own. Wherever the type has a {@link FileOutput}, a URL of a file becomes one.
     *
     * @param type a record or bean, whose names are snake case in the output, or one of the types above
     * @param <T> the type
     * @return the output
     * @throws UnreadableJsonException if it does not fit
     * @throws IllegalStateException if there is no output
     */
    public <T> T as(Class<T> type) {
        return this.async.as(type);
    }

    /**
     * Reads the output as a type of your own, with type arguments.
     *
     * @param type for example a list of records
     * @param <T> the type
     * @return the output
     * @throws UnreadableJsonException if it does not fit
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
