/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.json;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.SerializationContextExt;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.util.TokenBuffer;

/**
 * Converts model inputs to maps, lists, strings, numbers and booleans. Values of given types, such as files, are not
 * converted, so that the caller can replace them.
 */
public final class InputJson {

    /** An input is sent as a field of a JSON object. */
    private static final int PARENTS = 1;

    private final PlainInput plain;

    private final JsonMapper mapper;

    public InputJson(Collection<Class<?>> embeddedTypes) {
        this.plain = new PlainInput(embeddedTypes);
        SimpleModule module = new SimpleModule("embedded types");
        embeddedTypes.forEach(type -> embed(module, type));
        module.setDefaultNullKeySerializer(new NullKey());
        this.mapper = Json.settings()
                .addModule(ForeignTypes.module())
                .addModule(module)
                .build();
    }

    private static final class NullKey extends StdSerializer<Object> {

        NullKey() {
            super(Object.class);
        }

        @Override
        public void serialize(@Nullable Object value, JsonGenerator generator, SerializationContext context) {
            throw new IllegalArgumentException("a Map contains the key null, but the names of JSON fields are strings");
        }
    }

    private static <T> void embed(SimpleModule module, Class<T> type) {
        module.addSerializer(type, new StdSerializer<T>(type) {
            @Override
            public void serialize(T value, JsonGenerator generator, SerializationContext context) {
                generator.writeEmbeddedObject(value);
            }
        });
    }

    /**
     * Convert a model input to a JSON object.
     *
     * @throws IllegalArgumentException if it is not a JSON object, or contains a value that cannot be sent
     */
    public Map<String, @Nullable Object> object(Object input) {
        Map<String, @Nullable Object> plain = this.plain.copy(input);
        return plain == null ? converted(input) : plain;
    }

    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> converted(Object input) {
        Object value;
        try {
            value = convert(input);
        } catch (StreamConstraintsException ex) {
            throw new IllegalArgumentException("input cannot be sent: it is nested more than "
                    + StreamWriteConstraints.DEFAULT_MAX_DEPTH + " levels deep, or contains itself");
        } catch (JacksonException ex) {
            throw new IllegalArgumentException("input" + Json.reason(" cannot be sent", ex));
        } catch (IllegalArgumentException ex) {
            // Jackson does not wrap exceptions of the serializer of the outermost value.
            throw new IllegalArgumentException("input cannot be sent: " + ex.getMessage());
        }
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalArgumentException("input must be a JSON object: a Map, a record or a bean, but is a "
                + input.getClass().getName());
    }

    private Object convert(Object input) {
        SerializationContextExt context = this.mapper._serializationContext();
        TokenBuffer tokens = new TokenBuffer(context, false);
        context.serializeValue(new CheckedGenerator(tokens, PARENTS), input);
        return this.mapper.readValue(tokens, Object.class);
    }
}
