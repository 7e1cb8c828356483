/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ResolvableType;

/** A method of a model interface. */
record ModelMethod(Class<?> type, Method method) {

    void rejectTypeVariables() {
        if (this.method.getTypeParameters().length > 0
                || ResolvableType.forClass(this.type)
                        .as(this.method.getDeclaringClass())
                        .hasUnresolvableGenerics()) {
            throw invalid("it has unresolved type variables: declare the types, as in interface "
                    + this.type.getSimpleName() + " extends Base<String>");
        }
    }

    /** Return whether this is a suspending Kotlin function, whose last Java parameter is its continuation. */
    boolean isSuspending() {
        return KotlinDetector.isSuspendingFunction(this.method);
    }

    /** Return the number of parameters, without the continuation of a suspending function. */
    int parameterCount() {
        return isSuspending() ? this.method.getParameterCount() - 1 : this.method.getParameterCount();
    }

    ResolvableType returnType() {
        KotlinSignature kotlin = kotlinSignature();
        if (kotlin != null && KotlinDetector.isInlineClass(kotlin.returnType())) {
            return ResolvableType.forClass(kotlin.returnType());
        }
        return isSuspending()
                ? javaParameterType(parameterCount()).getGeneric(0)
                : ResolvableType.forMethodReturnType(this.method, this.type);
    }

    Class<?> parameterType(int index) {
        KotlinSignature kotlin = kotlinSignature();
        return kotlin != null
                        && KotlinDetector.isInlineClass(kotlin.parameterTypes().get(index))
                ? kotlin.parameterTypes().get(index)
                : javaParameterType(index).resolve(Object.class);
    }

    /** Return the signature in Kotlin, or {@code null} if the Java signature has the same types. */
    private @Nullable KotlinSignature kotlinSignature() {
        if (!KotlinSignature.hasValueClasses(this.method)) {
            return null;
        }
        KotlinSignature signature = KotlinSignature.read(this.method);
        if (signature == null) {
            throw invalid("it has a value class in its signature, which cannot be read: declare a function,"
                    + " not a property, and add org.jetbrains.kotlin:kotlin-reflect to the class path");
        }
        return signature;
    }

    private ResolvableType javaParameterType(int index) {
        return ResolvableType.forMethodParameter(this.method, index, this.type);
    }

    IllegalArgumentException invalid(String reason) {
        return new IllegalArgumentException(this + ": " + reason);
    }

    @Override
    public String toString() {
        return this.type.getName() + "." + KotlinSignature.name(this.method)
                + Arrays.stream(this.method.getParameterTypes())
                        .limit(parameterCount())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
