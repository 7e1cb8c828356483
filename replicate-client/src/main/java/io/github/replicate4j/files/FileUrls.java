/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
