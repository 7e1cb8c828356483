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

import org.jspecify.annotations.Nullable;

/**
 * Thrown at startup for properties that are invalid or conflict with each other. Its message does not contain their values, since one
 * of them may be the API token.
 *
 * @since 0.1.0
 */
public class ReplicateConfigurationException extends RuntimeException {

    private final String action;

    /**
     * Create an exception.
     *
     * @param description description of the problem, with the names of the properties
     * @param action action that resolves the problem
     * @param cause cause, or {@code null}
     */
    public ReplicateConfigurationException(String description, String action, @Nullable Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    String action() {
        return this.action;
    }
}
