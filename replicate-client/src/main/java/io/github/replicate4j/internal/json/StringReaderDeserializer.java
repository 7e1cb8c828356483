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

import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads a string with the function that {@link Json#convert} was given for the type.
 *
 * @param <T> the type
 */
public abstract class StringReaderDeserializer<T> extends StdDeserializer<T> {

    private final Class<T> type;

    protected StringReaderDeserializer(Class<T> type) {
        super(type);
        this.type = type;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser parser, DeserializationContext context) {
        if (!(context.getAttribute(this.type) instanceof Function<?, ?> reader)) {
            throw new IllegalArgumentException("a file can be read from the output of a prediction only");
        }
        return this.type.cast(((Function<String, ?>) reader).apply(String.valueOf(parser.getValueAsString())));
    }
}
