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

package io.github.replicate4j.emulator.internal.http;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;

/**
 * A request whose body has been read.
 *
 * @param body the body; of an upload, only the beginning
 * @param upload the body, if it is an upload
 */
public record ReceivedRequest(
        String method,
        URI uri,
        Map<String, String> pathVariables,
        MultiValueMap<String, String> query,
        HttpHeaders headers,
        byte[] body,
        @Nullable Upload upload,
        Instant receivedAt) {

    public String path(String variable) {
        String value = this.pathVariables.get(variable);
        if (value == null) {
            throw new IllegalArgumentException("The route has no variable '" + variable + "'");
        }
        return value;
    }

    /** Deletes what is left of an upload. */
    public void discardUpload() {
        if (this.upload != null) {
            this.upload.discard();
        }
    }

    public @Nullable String query(String name) {
        return this.query.getFirst(name);
    }

    public @Nullable String header(String name) {
        return this.headers.getFirst(name);
    }
}
