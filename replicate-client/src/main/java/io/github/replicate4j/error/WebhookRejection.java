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
 * Why a delivery was not taken for one of Replicate's.
 */
public enum WebhookRejection {
    /** A header that each delivery has is not there, or empty. */
    MISSING_HEADER,
    /** A header that each delivery has once is there several times. */
    REPEATED_HEADER,
    /** A header is of a form that no delivery has. */
    MALFORMED_HEADER,
    /** It was sent too long ago, or in the future: the clocks differ, or somebody sends an old delivery again. */
    UNTIMELY,
    /** There is nothing in it. */
    EMPTY_BODY,
    /** No signature is of a version that is known here, and of its form. */
    NO_SIGNATURE,

    /** No signature is one of Replicate's: it was not sent by Replicate, was changed on the way, or the secret is wrong. */
    NO_MATCHING_SIGNATURE
}
