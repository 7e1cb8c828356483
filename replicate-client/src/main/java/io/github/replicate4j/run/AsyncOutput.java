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
import io.github.replicate4j.internal.download.Downloads;
import io.github.replicate4j.internal.files.OutputFiles;
import io.github.replicate4j.internal.run.ModelSchema;
import io.github.replicate4j.internal.run.OutputConverter;
import io.github.replicate4j.internal.run.OutputReader;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.predictions.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;

/**
 * What a model made, reactive.
 *
 * @see Output
 */
public final class AsyncOutput {

    private final Prediction prediction;

    public final OutputFiles files;

    private final @Nullable ModelSchema schema;

    /**
     * Joins a prediction with the means to read its files. Applications get outputs from the client.
     *
     * @param prediction the prediction
     * @param downloads reads files
     */
    public AsyncOutput(Prediction prediction, Downloads downloads) {
        this(prediction, downloads, null);
    }

    public AsyncOutput(Prediction prediction, Downloads downloads, @Nullable ModelSchema schema) {
        this.prediction = prediction;
        this.schema = schema;
        this.files = new OutputFiles(downloads);
    }

    /**
     * Returns the prediction that made this.
     *
     * @return the prediction, with its id, logs and metrics
     * @see Output#prediction()
     */
    public Prediction prediction() {
        return this.prediction;
    }

    /**
     * Returns the output as it came.
     *
     * @return maps, lists, strings, numbers, booleans, or {@code null} if there is none
     * @see Output#raw()
     */
    public @Nullable Object raw() {
        return this.prediction.output();
    }

    /**
     * Returns the output as its schema describes it.
     *
     * @return texts, {@link AsyncFileOutput} files, numbers, booleans, and lists and maps of them; {@code null} if there is
     *     no output
     * @see Output#value()
     */
    public @Nullable Object value() {
        return value(file -> file);
    }

    @Nullable
    Object value(Function<AsyncFileOutput, Object> file) {
        return new OutputConverter(this.files, file, this.schema).of(raw());
    }

    /**
     * Returns text: a string as it is, a list of strings joined.
     *
     * @return the text
     * @throws IllegalStateException if the output is something else
     * @see Output#text()
     */
    public String text() {
        Object raw = raw();
        if (raw instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).collect(Collectors.joining());
        }
        if (raw instanceof String || raw instanceof Number || raw instanceof Boolean) {
            return raw.toString();
        }
        throw new IllegalStateException(shape() + ", not text; use as(...) or raw()");
    }

    /**
     * Returns the one file.
     *
     * @return the file
     * @throws IllegalStateException if there is none, or more than one
     * @see Output#file()
     */
    public AsyncFileOutput file() {
        List<AsyncFileOutput> files = files();
        if (files.size() != 1) {
            throw new IllegalStateException(
                    shape() + " with " + files.size() + " files, not one; use files() or raw()");
        }
        return files.get(0);
    }

    /**
     * Returns all files, at any depth.
     *
     * @return in the order of the output; empty if there is none
     * @see Output#files()
     */
    public List<AsyncFileOutput> files() {
        List<AsyncFileOutput> files = new ArrayList<>();
        collect(raw(), files);
        return List.copyOf(files);
    }

    private void collect(@Nullable Object value, List<AsyncFileOutput> files) {
        if (value instanceof List<?> list) {
            list.forEach(each -> collect(each, files));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> collect(each, files));
        } else if (value instanceof String text && this.files.isFile(text)) {
            files.add(this.files.file(text));
        }
    }

    /**
     * Reads the output as a type of your own.
     *
     * @param type a record or bean; names are snake case in the output
     * @param <T> the type
     * @return the output
     * @throws UnreadableJsonException if it does not fit
     * @throws IllegalStateException if there is no output
     * @see Output#as(Class)
     */
    public <T> T as(Class<T> type) {
        return new OutputReader(type).read(this);
    }

    /**
     * Reads the output as a type of your own, with type arguments.
     *
     * @param type for example a list of records
     * @param <T> the type
     * @return the output
     * @throws UnreadableJsonException if it does not fit
     * @throws IllegalStateException if there is no output
     * @see Output#as(ParameterizedTypeReference)
     */
    public <T> T as(ParameterizedTypeReference<T> type) {
        return new OutputReader(type.getType()).read(this);
    }

    /** What it is, but not what it says. */
    public String shape() {
        Object raw = raw();
        String what = "a " + (raw == null ? "" : raw.getClass().getSimpleName());
        if (raw == null) {
            what = Boolean.TRUE.equals(this.prediction.dataRemoved()) ? "removed by Replicate already" : nothing();
        } else if (raw instanceof List<?> list) {
            what = "a list of " + list.size();
        } else if (raw instanceof Map<?, ?> map) {
            what = "an object with the fields " + map.keySet();
        } else if (raw instanceof String) {
            what = "text";
        }
        return "The output of prediction " + this.prediction.id() + " is " + what;
    }

    /** Why there is none is more than that there is none. */
    private String nothing() {
        if (!this.prediction.isTerminal()) {
            return "nothing yet (its status is " + this.prediction.statusText() + ": await it)";
        }
        return this.prediction.succeeded()
                ? "nothing"
                : "nothing (" + new ModelException(this.prediction).getMessage() + ")";
    }

    @Override
    public String toString() {
        return "Output[prediction=" + this.prediction.id() + "]";
    }
}
