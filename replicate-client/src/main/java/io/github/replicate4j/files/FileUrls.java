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

package io.github.replicate4j.files;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The URLs of an uploaded file.
 *
 * @param get URL of the file in the API, which also replaces the file in the input of a model; {@code null} if Replicate
 *     left it out
 * @since 0.1.0
 */
public record FileUrls(@Nullable String get) implements Serializable {

    static final FileUrls NONE = new FileUrls(null);

    /** Return the name of the type, without the URLs. */
    @Override
    public String toString() {
        return "FileUrls[]";
    }
}
