/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.github.replicate4j.internal.support.NotModelInput;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.Serializers;

/**
 * Types that Jackson would write as beans, although they are not: the JSON trees of other libraries, which are converted, and
 * types whose values are not data, which are rejected. They are recognized by name, because none of the libraries is a
 * dependency.
 */
public final class ForeignTypes implements Serializers {

    /** The text of a tree is JSON. */
    private static final Set<String> TREES = Set.of(
            "com.fasterxml.jackson.databind.JsonNode",
            "com.google.gson.JsonElement",
            "org.json.JSONObject",
            "org.json.JSONArray",
            "jakarta.json.JsonValue",
            "javax.json.JsonValue",
            "kotlinx.serialization.json.JsonElement",
            "io.vertx.core.json.JsonObject",
            "io.vertx.core.json.JsonArray");

    /** The names of types with advice on what to pass instead. */
    private static final Map<String, String> REJECTED = Map.of(
            "java.util.stream.BaseStream", "collect it to a List",
            "java.util.concurrent.Future", "pass the value that it produces",
            "java.util.concurrent.CompletionStage", "pass the value that it produces",
            "java.awt.Image", "write it with ImageIO, and pass the bytes or the file",
            "java.awt.image.RenderedImage", "write it with ImageIO, and pass the bytes or the file",
            "org.w3c.dom.Node", "pass its text",
            "com.google.protobuf.MessageLite", "pass its fields in a Map",
            "kotlin.sequences.Sequence", "collect it to a List",
            "kotlinx.coroutines.Job", "pass the value that it produces",
            "kotlinx.coroutines.flow.Flow", "collect it to a List");

    private static final JsonMapper TREE_READER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private ForeignTypes() {}

    static SimpleModule module() {
        return new SimpleModule("foreign types") {
            @Override
            public void setupModule(SetupContext context) {
                super.setupModule(context);
                context.addSerializers(new ForeignTypes());
            }
        };
    }

    /** Return whether values of a type are JSON trees of another library. */
    public static boolean isTree(Class<?> type) {
        return names(type).stream().anyMatch(TREES::contains);
    }

    /**
     * Return why values of a type cannot be sent.
     *
     * @return the reason, or {@code null} if they can be sent
     */
    public static @Nullable String rejection(Class<?> type) {
        String description = "a " + type.getName() + " cannot be sent";
        for (Class<?> each : supertypes(type)) {
            if (each.isAnnotationPresent(NotModelInput.class)) {
                return description + "; pass the fields of the input in a Map, a record or a bean";
            }
            String advice = REJECTED.get(each.getName());
            if (advice != null) {
                return description + "; " + advice;
            }
        }
        return KotlinTypes.rejection(type);
    }

    private static Set<String> names(Class<?> type) {
        Set<String> names = new LinkedHashSet<>();
        supertypes(type).forEach(each -> names.add(each.getName()));
        return names;
    }

    private static Set<Class<?>> supertypes(Class<?> type) {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            types.add(each);
        }
        types.addAll(ClassUtils.getAllInterfacesForClassAsSet(type));
        return types;
    }

    @Override
    public @Nullable ValueSerializer<?> findSerializer(
            SerializationConfig config,
            JavaType type,
            BeanDescription.Supplier description,
            JsonFormat.@Nullable Value format) {
        Class<?> raw = type.getRawClass();
        String rejection = rejection(raw);
        if (rejection != null) {
            return new Rejection(rejection);
        }
        return isTree(raw) ? new Tree() : null;
    }

    private static final class Rejection extends ValueSerializer<Object> {

        private final String message;

        Rejection(String message) {
            this.message = message;
        }

        @Override
        public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
            throw new IllegalArgumentException(this.message);
        }
    }

    private static final class Tree extends ValueSerializer<Object> {

        @Override
        public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
            Object converted;
            try {
                converted = TREE_READER.readValue(value.toString(), Object.class);
            } catch (JacksonException ex) {
                throw new IllegalArgumentException("a " + value.getClass().getName() + " is not a JSON value");
            }
            context.writeValue(generator, converted);
        }
    }
}
