/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.json;

import io.github.replicate4j.internal.content.ContentTypes;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JacksonModule;
import tools.jackson.module.kotlin.KotlinFeature;
import tools.jackson.module.kotlin.KotlinModule;

/**
 * Types that are written in Kotlin. Jackson reads and writes them correctly only with its Kotlin module, which is optional:
 * without it, it renames properties such as {@code isPublic}, and skips properties of value classes and default values.
 */
public final class KotlinTypes {

    /** Types that Jackson reads and writes correctly without the Kotlin module. */
    private static final List<Class<?>> SUPPORTED_TYPES =
            List.of(Enum.class, Iterable.class, Map.class, CharSequence.class);

    private static final boolean MODULE_PRESENT = KotlinDetector.isKotlinReflectPresent()
            && ClassUtils.isPresent("tools.jackson.module.kotlin.KotlinModule", KotlinTypes.class.getClassLoader());

    private KotlinTypes() {}

    /** Return the Kotlin module if it is on the class path. */
    static List<JacksonModule> modules() {
        return MODULE_PRESENT ? List.of(Module.create()) : List.of();
    }

    /**
     * Return why values of a type, or of its type arguments, cannot be converted from or to JSON.
     *
     * @return the reason, or {@code null} if they can be converted
     */
    public static @Nullable String rejection(Type type) {
        return MODULE_PRESENT || !KotlinDetector.isKotlinPresent() ? null : rejection(ResolvableType.forType(type));
    }

    private static @Nullable String rejection(ResolvableType type) {
        Class<?> raw = type.resolve(Object.class);
        if (type.isArray()) {
            return rejection(type.getComponentType());
        }
        if (needsModule(raw)) {
            return raw.getName()
                    + " is a Kotlin class; add tools.jackson.module:jackson-module-kotlin to the class path";
        }
        if (type.getType() instanceof TypeVariable) {
            // Its bound may contain the variable itself.
            return null;
        }
        for (ResolvableType argument : type.getGenerics()) {
            String rejection = rejection(argument);
            if (rejection != null) {
                return rejection;
            }
        }
        return null;
    }

    private static boolean needsModule(Class<?> type) {
        return KotlinDetector.isKotlinType(type)
                && !type.isInterface()
                && !ContentTypes.include(type)
                && SUPPORTED_TYPES.stream().noneMatch(each -> each.isAssignableFrom(type));
    }

    /** Loaded only if the Kotlin module is on the class path. */
    private static final class Module {

        static JacksonModule create() {
            return new KotlinModule.Builder()
                    .enable(KotlinFeature.UseJavaDurationConversion)
                    .build();
        }
    }
}
