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

package io.github.replicate4j.internal.support;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a model is given: as a whole, or field by field. Public for the package of trainings.
 */
public final class InputFields {

    private @Nullable Object whole;

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /** Creates an input that is not set yet. */
    public InputFields() {}

    /**
     * Sets all of it.
     *
     * @param input a {@link Map}, a record or a bean
     * @throws IllegalArgumentException if a single field has been set
     */
    public void whole(Object input) {
        if (!this.fields.isEmpty()) {
            throw conflict(this.fields.keySet().iterator().next());
        }
        this.whole = input;
    }

    /**
     * Sets one field.
     *
     * @param name name of the field
     * @param value its value
     * @throws IllegalArgumentException if the name is blank, or the input has been set as a whole
     */
    public void field(String name, @Nullable Object value) {
        Arguments.notBlank("name of an input", name);
        if (this.whole != null) {
            throw conflict(name);
        }
        this.fields.put(name, value);
    }

    private static IllegalArgumentException conflict(String name) {
        return new IllegalArgumentException("input is set both as a whole and by the field '" + name
                + "'; set each field by input(name, value), or all of it by input(object)");
    }

    /**
     * Returns what has been set.
     *
     * @return the whole, or the fields in their order, or {@code null} if nothing has been set
     */
    public @Nullable Object value() {
        return this.fields.isEmpty() ? this.whole : Collections.unmodifiableMap(new LinkedHashMap<>(this.fields));
    }
}
