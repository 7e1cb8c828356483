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
 * What Replicate says of an error, in the manner of RFC 9457. Every field may be missing.
 *
 * @param title short name of the problem
 * @param detail what is wrong: mostly text, but any JSON value has been seen
 * @param type URI of the kind of problem
 * @param instance URI of this occurrence
 */
public record Problem(
        @Nullable String title,
        @Nullable Object detail,
        @Nullable String type,
        @Nullable String instance) implements Serializable {

    /** The problem of an answer that says nothing. */
    public static final Problem NONE = new Problem(null, null, null, null);

    /** Without the detail, which may hold what was sent. */
    @Override
    public String toString() {
        return "Problem[title=" + this.title + ", type=" + this.type + "]";
    }
}
