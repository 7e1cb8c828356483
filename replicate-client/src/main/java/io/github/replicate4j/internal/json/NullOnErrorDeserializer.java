/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
