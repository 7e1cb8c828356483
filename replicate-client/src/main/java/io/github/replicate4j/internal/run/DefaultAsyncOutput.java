/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.internal.download.Downloads;
import io.github.replicate4j.internal.files.OutputFiles;
import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.internal.schema.SchemaDocument;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.run.Output;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;

/** Default implementation of {@link AsyncOutput}. */
public final class DefaultAsyncOutput implements AsyncOutput {

    private final Prediction prediction;

    private final OutputFiles files;

    private final @Nullable SchemaDocument schema;

    public DefaultAsyncOutput(Prediction prediction, Downloads downloads) {
        this(prediction, downloads, null);
    }

    DefaultAsyncOutput(Prediction prediction, Downloads downloads, @Nullable SchemaDocument schema) {
        this.prediction = prediction;
        this.schema = schema;
        this.files = new OutputFiles(downloads);
    }

    @Override
    public Prediction prediction() {
        return this.prediction;
    }

    @Override
    public @Nullable Object raw() {
        return this.prediction.output();
    }

    @Override
    public @Nullable Object value() {
        return new OutputConverter(this.files, this.schema).convert(raw());
    }

    @Override
    public String text() {
        Object raw = raw();
        if (raw instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).collect(Collectors.joining());
        }
        if (raw instanceof String || raw instanceof Number || raw instanceof Boolean) {
            return raw.toString();
        }
        throw new IllegalStateException(describe() + ", not text; use as(...) or raw()");
    }

    @Override
    public AsyncFileOutput file() {
        List<AsyncFileOutput> files = files();
        if (files.size() != 1) {
            throw new IllegalStateException(
                    describe() + " with " + files.size() + " files, not exactly one; use files() or raw()");
        }
        return files.get(0);
    }

    @Override
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

    @Override
    public <T> T as(Class<T> type) {
        return convert(type);
    }

    @Override
    public <T> T as(ParameterizedTypeReference<T> type) {
        return convert(type.getType());
    }

    @SuppressWarnings("unchecked")
    private <T> T convert(Type type) {
        if (type == AsyncOutput.class) {
            return (T) this;
        }
        if (type == Output.class) {
            return (T) new Output(this);
        }
        Object raw = raw();
        if (raw == null) {
            throw new IllegalStateException(describe());
        }
        if (type == String.class) {
            return (T) text();
        }
        if (type == AsyncFileOutput.class) {
            return (T) file();
        }
        if (type == FileOutput.class) {
            return (T) new FileOutput(file());
        }
        Object value = isList(type) && !(raw instanceof List<?>) ? List.of(raw) : raw;
        T result;
        try {
            result = Json.<T>convert(value, type, this.files.readers());
        } catch (UnreadableJsonException ex) {
            throw new UnreadableJsonException(describe() + " and " + ex.getMessage());
        }
        if (result == null) {
            throw new IllegalStateException(describe());
        }
        return result;
    }

    private static boolean isList(Type type) {
        Type raw = type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
        return raw instanceof Class<?> list && OutputCheck.isList(list);
    }

    /** Describe the output without its content. */
    private String describe() {
        Object raw = raw();
        String description;
        if (raw == null) {
            description = describeMissing();
        } else if (raw instanceof List<?> list) {
            description = "a list of size " + list.size();
        } else if (raw instanceof Map<?, ?> map) {
            description = "an object with the fields " + map.keySet();
        } else {
            description = raw instanceof String ? "text" : "a " + raw.getClass().getSimpleName();
        }
        return "The output of prediction " + this.prediction.id() + " is " + description;
    }

    private String describeMissing() {
        if (Boolean.TRUE.equals(this.prediction.dataRemoved())) {
            return "empty because Replicate has removed it";
        }
        if (!this.prediction.isTerminal()) {
            return "empty so far (its status is " + this.prediction.statusText() + ": await its completion)";
        }
        return this.prediction.succeeded()
                ? "empty"
                : "empty (" + new ModelException(this.prediction).getMessage() + ")";
    }

    @Override
    public String toString() {
        return "Output[prediction=" + this.prediction.id() + "]";
    }
}
