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

package io.github.replicate4j.autoconfigure;

import java.util.function.Supplier;

/**
 * Gives what the client refuses the name of the property it came from.
 *
 * <p>Not meant for applications: it is public only because several packages need it.
 */
public final class Setting {

    private Setting() {}

    /**
     * Uses a property.
     *
     * @param property its name
     * @param use makes something of it
     * @param <T> what is made of it
     * @return what is made of it
     * @throws ReplicateConfigurationException if it is refused with an {@link IllegalArgumentException}
     */
    public static <T> T checked(String property, Supplier<T> use) {
        try {
            return use.get();
        } catch (IllegalArgumentException ex) {
            throw new ReplicateConfigurationException(
                    "'" + property + "' cannot be used: " + ex.getMessage() + ".",
                    "Set '" + property + "' to a value that can be used, or remove it.",
                    null);
        }
    }
}
