/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.settings;

/**
 * Validation of inputs against the schema of the model, before a prediction or training is created: {@code
 * replicate.validation}.
 *
 * <p>The schema of each version is read once and shared by all calls of a client. It is known if {@code use},
 * {@code models().get}, {@code models().versions().get} or an earlier strict call has read it. Which version a model or a
 * deployment runs is read again after an hour. The 256 versions that were used last are remembered. A schema that cannot be
 * read never prevents a call.
 *
 * @since 0.1.0
 */
public enum InputValidation {
    /** Send every input as it is. */
    OFF,
    /**
     * Log a warning if an input does not match the schema, and send it. Only a schema that is already known is used, so
     * that no call has to wait for it, or sends a request for it. A finding is logged once for each version.
     */
    WARN,
    /**
     * Reject an input that does not match the schema, with an
     * {@link io.github.replicate4j.error.InputValidationException}. No file is uploaded, and nothing is created. If the
     * schema is not known, it is read first: {@code models.get}, {@code models.versions.get} or {@code deployments.get}.
     * If that fails or takes longer than 10 seconds, the input is sent without validation, and a warning is logged. The
     * schema of a version cannot be read by its id alone: use {@code owner/name:version}.
     */
    STRICT
}
