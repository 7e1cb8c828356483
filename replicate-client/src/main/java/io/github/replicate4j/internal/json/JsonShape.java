/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.json;

import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.SerializationContextExt;

/** What Jackson writes for values of a type, without a value. */
public final class JsonShape {

    private static final JsonMapper MAPPER = Json.settings().build();

    private JsonShape() {}

    public static JavaType type(Type type) {
        return MAPPER.getTypeFactory().constructType(type);
    }

    /**
     * Return the fields of a record or bean.
     *
     * @return the types by the name in JSON, or {@code null} if the type decides itself what is written, or contains the fields
     *     of another type
     */
    public static @Nullable Map<String, JavaType> fields(JavaType type) {
        SerializationContextExt context = MAPPER._serializationContext();
        BeanDescription bean = context.introspectBeanDescription(type);
        boolean custom = bean.findJsonValueAccessor() != null
                || bean.findAnyGetter() != null
                || context.getAnnotationIntrospector().findSerializer(context.getConfig(), bean.getClassInfo()) != null;
        if (custom || type.isMapLikeType() || type.isJavaLangObject() || type.isInterface()) {
            return null;
        }
        Map<String, JavaType> fields = new LinkedHashMap<>();
        for (BeanPropertyDefinition property : bean.findProperties()) {
            if (!property.couldSerialize()) {
                continue;
            }
            if (isUnwrapped(property, context)) {
                return null;
            }
            fields.put(property.getName(), property.getPrimaryType());
        }
        return fields;
    }

    private static boolean isUnwrapped(BeanPropertyDefinition property, SerializationContextExt context) {
        return context.getAnnotationIntrospector()
                        .findUnwrappingNameTransformer(context.getConfig(), property.getAccessor())
                != null;
    }

    /** Return the JSON value of a constant, or {@code null} if it cannot be written. */
    public static @Nullable Object value(Object constant) {
        try {
            return MAPPER.convertValue(constant, Object.class);
        } catch (JacksonException | IllegalArgumentException ex) {
            return null;
        }
    }
}
