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

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads a part of a response, or {@code null} if it does not fit its type. Malformed JSON is still an error.
 */
final class NullOnErrorDeserializer extends ValueDeserializer<Object> {

    private final @Nullable JavaType type;

    NullOnErrorDeserializer() {
        this(null);
    }

    private NullOnErrorDeserializer(@Nullable JavaType type) {
        this.type = type;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
        return new NullOnErrorDeserializer(property.getType());
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
        JsonNode part = context.readTree(parser);
        try {
            return context.readTreeAsValue(part, this.type);
        } catch (DatabindException ex) {
            return null;
        }
    }

    /** Registers the hint for native images: Spring does not find the deserializer behind {@link NullIfUnreadable}. */
    static final class Hints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            hints.reflection().registerType(NullOnErrorDeserializer.class, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
        }
    }
}
