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

package io.github.replicate4j.internal.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.util.JsonGeneratorDelegate;

/**
 * Refuses what is nested too deeply to be sent. Something that holds itself is so without end.
 */
final class DepthLimit extends JsonGeneratorDelegate {

    /** An input is not sent alone, but as a field of a body. */
    private static final int AROUND = 1;

    DepthLimit(JsonGenerator generator) {
        super(generator, false);
    }

    private JsonGenerator deeper() {
        int depth = streamWriteContext().getNestingDepth() + 1;
        StreamWriteConstraints.defaults().validateNestingDepth(AROUND + depth);
        return this.delegate;
    }

    @Override
    public JsonGenerator writeStartArray() {
        deeper().writeStartArray();
        return this;
    }

    @Override
    public JsonGenerator writeStartArray(Object value) {
        deeper().writeStartArray(value);
        return this;
    }

    @Override
    public JsonGenerator writeStartArray(Object value, int size) {
        deeper().writeStartArray(value, size);
        return this;
    }

    @Override
    public JsonGenerator writeStartObject() {
        deeper().writeStartObject();
        return this;
    }

    @Override
    public JsonGenerator writeStartObject(Object value) {
        deeper().writeStartObject(value);
        return this;
    }

    @Override
    public JsonGenerator writeStartObject(Object value, int size) {
        deeper().writeStartObject(value, size);
        return this;
    }
}
