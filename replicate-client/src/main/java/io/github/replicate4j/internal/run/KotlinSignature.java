/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KFunction;
import kotlin.reflect.KParameter;
import kotlin.reflect.KType;
import kotlin.reflect.jvm.KTypesJvm;
import kotlin.reflect.jvm.ReflectJvmMapping;
import org.jspecify.annotations.Nullable;
import org.springframework.core.KotlinDetector;
import org.springframework.util.ReflectionUtils;

/**
 * The signature of a Kotlin function with value classes, such as {@code UInt}. Its Java signature contains the types of the
 * wrapped values instead, so that {@code UInt} and {@code Int} are the same.
 */
record KotlinSignature(List<Class<?>> parameterTypes, Class<?> returnType) {

    /** The Kotlin compiler adds a hyphen and a hash to the names of functions that have value classes in their signature. */
    private static final char HASH_SEPARATOR = '-';

    /** Return whether a method is a Kotlin function with value classes in its signature. */
    static boolean hasValueClasses(Method method) {
        return isMangled(method) && KotlinDetector.isKotlinType(method.getDeclaringClass());
    }

    private static boolean isMangled(Method method) {
        return method.getName().indexOf(HASH_SEPARATOR) >= 0;
    }

    /** Return the signature, or {@code null} if it cannot be read because kotlin-reflect is missing or it is of a property. */
    static @Nullable KotlinSignature read(Method method) {
        return KotlinDetector.isKotlinReflectPresent() ? Reflection.read(method) : null;
    }

    static String name(Method method) {
        return isMangled(method)
                ? method.getName().substring(0, method.getName().indexOf(HASH_SEPARATOR))
                : method.getName();
    }

    /** Wrap a value in its value class, as Jackson expects it. */
    static Object box(Object value, Class<?> type) {
        if (!KotlinDetector.isInlineClass(type) || type.isInstance(value)) {
            return value;
        }
        Method box = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("box-impl"))
                .findFirst()
                .orElseThrow();
        ReflectionUtils.makeAccessible(box);
        Object boxed = ReflectionUtils.invokeMethod(box, null, value);
        return boxed == null ? value : boxed;
    }

    /** Loaded only if kotlin-reflect is on the class path. */
    private static final class Reflection {

        static @Nullable KotlinSignature read(Method method) {
            KFunction<?> function = ReflectJvmMapping.getKotlinFunction(method);
            if (function == null) {
                return null;
            }
            List<Class<?>> parameters = function.getParameters().stream()
                    .filter(parameter -> parameter.getKind() != KParameter.Kind.INSTANCE)
                    .<Class<?>>map(parameter -> type(parameter.getType()))
                    .toList();
            return new KotlinSignature(parameters, type(function.getReturnType()));
        }

        private static Class<?> type(KType type) {
            return JvmClassMappingKt.getJavaClass(KTypesJvm.getJvmErasure(type));
        }
    }
}
