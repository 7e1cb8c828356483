/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
