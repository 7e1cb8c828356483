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

package io.github.replicate4j.emulator;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;

/** A request whose body has been read. The operation is missing where the path is none of Replicate's. */
record ReceivedRequest(
        @Nullable Operation operation,
        String method,
        URI uri,
        Map<String, String> pathVariables,
        MultiValueMap<String, String> query,
        HttpHeaders headers,
        byte[] body,
        Instant receivedAt) {

    String path(String variable) {
        String value = this.pathVariables.get(variable);
        if (value == null) {
            throw new IllegalArgumentException("The route has no variable '" + variable + "'");
        }
        return value;
    }

    @Nullable
    String query(String name) {
        return this.query.getFirst(name);
    }

    @Nullable
    String header(String name) {
        return this.headers.getFirst(name);
    }
}
