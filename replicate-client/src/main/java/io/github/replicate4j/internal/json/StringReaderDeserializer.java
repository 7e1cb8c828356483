/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
