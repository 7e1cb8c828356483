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

import java.util.LinkedHashMap;
import java.util.Map;

/** What a model puts out, as its schema tells. */
public enum OutputType {
    /** Anything. */
    ANY(Map.of()),
    /** A text. */
    STRING(Map.of("type", "string")),
    /** A number. */
    NUMBER(Map.of("type", "number")),
    /** True or false. */
    BOOLEAN(Map.of("type", "boolean")),
    /** An object. */
    OBJECT(Map.of("type", "object")),
    /** A list of anything. */
    ARRAY(list(Map.of(), Map.of())),
    /** Pieces of a text, one after the other, which clients put together. */
    TEXT_PIECES(list(
            Map.of("type", "string"), Map.of("x-cog-array-type", "iterator", "x-cog-array-display", "concatenate"))),
    /** Texts, one after the other, each of which stands for itself. */
    STRINGS_IN_TURN(list(Map.of("type", "string"), Map.of("x-cog-array-type", "iterator"))),
    /** The URL of a file. */
    FILE(Map.of("type", "string", "format", "uri")),
    /** The URLs of files. */
    FILES(list(Map.of("type", "string", "format", "uri"), Map.of())),
    /** The URLs of files, one after the other. */
    FILES_IN_TURN(list(Map.of("type", "string", "format", "uri"), Map.of("x-cog-array-type", "iterator")));

    private final Map<String, Object> schema;

    OutputType(Map<String, Object> schema) {
        this.schema = schema;
    }

    Map<String, Object> schema() {
        Map<String, Object> titled = new LinkedHashMap<>(this.schema);
        titled.put("title", "Output");
        return titled;
    }

    boolean isFile() {
        return this == FILE || this == FILES || this == FILES_IN_TURN;
    }

    private static Map<String, Object> list(Map<String, Object> items, Map<String, Object> more) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", items);
        schema.putAll(more);
        return schema;
    }
}
