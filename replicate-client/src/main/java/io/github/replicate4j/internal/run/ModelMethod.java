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

/**
 * A method as the interface of a model declares it.
 */
record ModelMethod(Class<?> type, Method method) {

    void refuseTypeVariables() {
        if (this.method.getTypeParameters().length > 0
                || ResolvableType.forClass(this.type)
                        .as(this.method.getDeclaringClass())
                        .hasUnresolvableGenerics()) {
            throw refused("it has type variables that nothing stands for: name the types, as in interface "
                    + this.type.getSimpleName() + " extends Base<String>");
        }
    }

    ResolvableType returned() {
        return ResolvableType.forMethodReturnType(this.method, this.type);
    }

    Class<?> parameter(int index) {
        return ResolvableType.forMethodParameter(this.method, index, this.type).resolve(Object.class);
    }

    IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(this + ": " + why);
    }

    @Override
    public String toString() {
        return this.type.getName() + "." + this.method.getName()
                + Arrays.stream(this.method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
