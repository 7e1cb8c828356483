/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.settings;

/**
 * Encoding of files in the input of a model.
 *
 * @since 0.1.0
 */
public enum FileEncoding {
    /** Send small files as data URLs, and upload larger ones. */
    AUTO,
    /** Send all files as data URLs, as part of the request. */
    DATA_URL,
    /** Upload all files before the request, and send their URLs. */
    UPLOAD
}
