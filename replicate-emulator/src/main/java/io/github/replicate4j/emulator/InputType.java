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

package io.github.replicate4j.emulator;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON type of one input of a model. */
public enum InputType {
    /** A text. */
    STRING,
    /** A file, which is given as a URL. */
    FILE,
    /** A whole number. */
    INTEGER,
    /** A number. */
    NUMBER,
    /** True or false. */
    BOOLEAN,
    /** A list. */
    ARRAY,
    /** An object. */
    OBJECT,
    /** Any value but {@code null}. */
    ANY;

    boolean accepts(Object value) {
        return switch (this) {
            case ANY -> true;
            case NUMBER -> value instanceof Number;
            case FILE -> value instanceof String;
            default -> typeOf(value) == this;
        };
    }

    String jsonName() {
        return this == FILE ? STRING.jsonName() : name().toLowerCase(Locale.ROOT);
    }

    static String nameOf(@Nullable Object value) {
        return value == null ? "null" : typeOf(value).jsonName();
    }

    private static InputType typeOf(Object value) {
        if (value instanceof String) {
            return STRING;
        }
        if (value instanceof Boolean) {
            return BOOLEAN;
        }
        if (value instanceof Float || value instanceof Double) {
            double number = ((Number) value).doubleValue();
            return number == Math.rint(number) ? INTEGER : NUMBER;
        }
        if (value instanceof Number) {
            return INTEGER;
        }
        if (value instanceof List) {
            return ARRAY;
        }
        return value instanceof Map ? OBJECT : ANY;
    }
}
