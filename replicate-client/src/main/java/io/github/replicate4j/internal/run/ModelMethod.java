/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;
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

    ResolvableType returnType() {
        return ResolvableType.forMethodReturnType(this.method, this.type);
    }

    Class<?> parameterType(int index) {
        return ResolvableType.forMethodParameter(this.method, index, this.type).resolve(Object.class);
    }

    IllegalArgumentException invalid(String reason) {
        return new IllegalArgumentException(this + ": " + reason);
    }

    @Override
    public String toString() {
        return this.type.getName() + "." + this.method.getName()
                + Arrays.stream(this.method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
