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

package io.github.replicate4j.autoconfigure.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What whoever sent a webhook is told: a status, and nothing that helps to forge one. Replicate sends the end of a
 * prediction again for about a minute when it is told anything but success.
 */
enum WebhookAnswer {

    /** Done, now or before, or nothing to be done about it. */
    DONE(HttpStatus.NO_CONTENT),

    /** It is no webhook of Replicate's by its form. */
    MALFORMED(HttpStatus.BAD_REQUEST),

    /** It is not proved to be Replicate's. Why does not show. */
    UNVERIFIED(HttpStatus.UNAUTHORIZED),

    /** Only {@code POST} is sent. */
    NOT_A_POST(HttpStatus.METHOD_NOT_ALLOWED),

    /** The body does not come. */
    TOO_SLOW(HttpStatus.REQUEST_TIMEOUT),

    /** Another copy is being worked on, which may fail. */
    IN_PROGRESS(HttpStatus.CONFLICT, Duration.ofSeconds(5)),

    /** There is no room for a body of this size. */
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),

    /** Replicate does not compress, and nothing is unpacked that is not proved to be Replicate's. */
    ENCODED(HttpStatus.UNSUPPORTED_MEDIA_TYPE),

    /** A listener failed. */
    FAILED(HttpStatus.INTERNAL_SERVER_ERROR),

    /** It cannot be seen to now. */
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, Duration.ofSeconds(5));

    private final HttpStatus status;

    private final @Nullable Duration retryAfter;

    WebhookAnswer(HttpStatus status) {
        this(status, null);
    }

    WebhookAnswer(HttpStatus status, @Nullable Duration retryAfter) {
        this.status = status;
        this.retryAfter = retryAfter;
    }

    HttpStatus status() {
        return this.status;
    }

    /** When it may be sent again. */
    @Nullable
    Duration retryAfter() {
        return this.retryAfter;
    }
}
