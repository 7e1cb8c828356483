/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

/**
 * The reason why a webhook delivery was rejected.
 *
 * @since 0.1.0
 */
public enum WebhookRejection {

    /** A required header is missing or empty. */
    MISSING_HEADER,

    /** A header that must occur once occurs several times. */
    DUPLICATE_HEADER,

    /** A header is malformed. */
    MALFORMED_HEADER,

    /** The timestamp is too old or in the future: the clocks differ, or the delivery is a replay. */
    TIMESTAMP_OUT_OF_TOLERANCE,

    /** The body is empty. */
    EMPTY_BODY,

    /** No signature has a supported version and a valid format. */
    NO_SIGNATURE,

    /** No signature matches: the delivery is not from Replicate, was modified in transit, or the signing secret is wrong. */
    NO_MATCHING_SIGNATURE
}
