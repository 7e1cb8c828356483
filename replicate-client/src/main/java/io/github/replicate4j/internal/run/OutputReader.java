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

package io.github.replicate4j.internal.run;

import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.run.Output;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;

/**
 * Reads an output as a type. This is the one rule for it: {@code as(...)}, functions with types and typed interfaces all
 * read outputs through here.
 *
 * <ul>
 *   <li>{@link String}: the text, of which pieces are joined
 *   <li>{@link FileOutput} and {@link AsyncFileOutput}: the one file
 *   <li>{@link Output} and {@link AsyncOutput}: the output itself
 *   <li>a list: each item; an output that is no list is the only item of one
 *   <li>anything else: what Jackson makes of the JSON, with files wherever the type has a {@link FileOutput} or an
 *       {@link AsyncFileOutput}
 * </ul>
 */
public final class OutputReader {

    private final Type type;

    /**
     * Creates a reader.
     *
     * @param type what outputs are read as
     */
    public OutputReader(Type type) {
        this.type = type;
    }

    /**
     * Reads an output.
     *
     * @param output the output
     * @param <T> the type that was given to the reader
     * @return the output as that type
     * @throws UnreadableJsonException if it does not fit
     * @throws IllegalStateException if there is no output, or no text or not one file where one is expected
     */
    @SuppressWarnings("unchecked")
    public <T> T read(AsyncOutput output) {
        if (this.type == AsyncOutput.class) {
            return (T) output;
        }
        if (this.type == Output.class) {
            return (T) new Output(output);
        }
        Object raw = output.raw();
        if (raw == null) {
            throw new IllegalStateException(output.shape());
        }
        if (this.type == String.class) {
            return (T) output.text();
        }
        if (this.type == AsyncFileOutput.class) {
            return (T) output.file();
        }
        if (this.type == FileOutput.class) {
            return (T) new FileOutput(output.file());
        }
        Object value = isList() && !(raw instanceof List<?>) ? List.of(raw) : raw;
        T read;
        try {
            read = Json.<T>convert(value, this.type, output.files);
        } catch (UnreadableJsonException ex) {
            throw new UnreadableJsonException(output.shape() + " and " + ex.getMessage());
        }
        if (read == null) {
            throw new IllegalStateException(output.shape());
        }
        return read;
    }

    private boolean isList() {
        Type raw = this.type instanceof ParameterizedType parameterized ? parameterized.getRawType() : this.type;
        return raw instanceof Class<?> list && (Iterable.class.isAssignableFrom(list) || list.isArray());
    }
}
