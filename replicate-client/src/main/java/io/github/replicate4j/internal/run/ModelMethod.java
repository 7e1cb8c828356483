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
