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

package io.github.replicate4j.error;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The problem details of an error response, similar to RFC 9457. Each of them may be missing.
 *
 * @param title short summary
 * @param detail description of the problem: usually text, but it may be any JSON value
 * @param type URI of the type of the problem
 * @param instance URI of this occurrence
 * @since 0.1.0
 */
public record Problem(
        @Nullable String title,
        @Nullable Object detail,
        @Nullable String type,
        @Nullable String instance) implements Serializable {

    /** The problem of a response without problem details. */
    public static final Problem NONE = new Problem(null, null, null, null);

    /** Return a description without the detail, which may quote the request. */
    @Override
    public String toString() {
        return "Problem[title=" + this.title + ", type=" + this.type + "]";
    }
}
