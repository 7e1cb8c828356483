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

package io.github.replicate4j.internal.transport;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * What a request carries.
 */
interface RequestBody {

    /**
     * Adds fields, if this is a body with fields.
     *
     * @param properties what to add; empty for nothing
     * @return a body with the fields, or this one
     */
    default RequestBody with(Map<String, @Nullable Object> properties) {
        return this;
    }

    /**
     * Puts the body into a request that is about to be sent. Called anew for each attempt.
     *
     * @param request what it goes into
     * @return the request with its body
     */
    WebClient.RequestHeadersSpec<?> into(WebClient.RequestBodySpec request);

    /** Tells whether all of it is still there. */
    default boolean isSafeToResend() {
        return true;
    }
}
