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
