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
 * Turns inputs of models into plain Java: maps, lists, strings, numbers, booleans. Values of some types are let through as
 * they are, so that they can be dealt with afterwards.
 *
 * <p>Not meant for applications: it is public only because several packages of the client need it.
 */
public final class InputJson {

    private final JsonMapper mapper;

    /**
     * Creates the mapping.
     *
     * @param kept types whose values are let through
     */
    public InputJson(Collection<Class<?>> kept) {
        SimpleModule module = new SimpleModule("kept");
        kept.forEach(type -> keep(module, type));
        this.mapper = Json.settings().addModule(module).build();
    }

    private static <T> void keep(SimpleModule module, Class<T> type) {
        module.addSerializer(type, new StdSerializer<T>(type) {
            @Override
            public void serialize(T value, JsonGenerator generator, SerializationContext context) {
                generator.writeEmbeddedObject(value);
            }
        });
    }

    /**
     * Turns an input of a model into a JSON object.
     *
     * @param input a {@link Map}, a record or a bean
     * @return its fields
     * @throws IllegalArgumentException if it is no JSON object, or holds something that cannot be sent
     */
    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> object(Object input) {
        Object value;
        try {
            value = plain(input);
        } catch (StreamConstraintsException ex) {
            throw new IllegalArgumentException("input cannot be sent: it is nested more than "
                    + StreamWriteConstraints.DEFAULT_MAX_DEPTH + " deep, or holds itself");
        } catch (JacksonException ex) {
            throw new IllegalArgumentException("input" + Json.reason(" cannot be sent", ex));
        }
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalArgumentException("input must be a JSON object: a Map, a record or a bean, but is a "
                + input.getClass().getName());
    }

    private Object plain(Object input) {
        SerializationContextExt context = this.mapper._serializationContext();
        TokenBuffer plain = new TokenBuffer(context, false);
        context.serializeValue(new DepthLimit(plain), input);
        return this.mapper.readValue(plain, Object.class);
    }
}
