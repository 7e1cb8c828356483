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

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** A whole HTTP answer before it goes out, so that faults can still change it. Not to be changed itself. */
record Answer(int status, HttpHeaders headers, byte[] body) {

    private static final String PROBLEM_JSON = "application/problem+json";

    static Answer of(int status, String contentType, byte[] body) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, contentType);
        return new Answer(status, headers, body);
    }

    static Answer text(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer json(int status, Map<String, ? extends @Nullable Object> body) {
        return of(status, "application/json", Json.write(body));
    }

    static Answer problem(int status, @Nullable String title, String detail) {
        return problem(status, title, detail, Map.of());
    }

    static Answer problem(int status, @Nullable String title, String detail, Map<String, ?> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (title != null) {
            body.put("title", title);
        }
        body.put("detail", detail);
        body.put("status", status);
        body.putAll(more);
        return of(status, PROBLEM_JSON, Json.write(body));
    }

    Answer withHeader(String name, String value) {
        HttpHeaders changed = new HttpHeaders();
        changed.putAll(this.headers);
        changed.set(name, value);
        return new Answer(this.status, changed, this.body);
    }

    Answer withBody(byte[] other) {
        return new Answer(this.status, this.headers, other);
    }

    /** Whether the body is a JSON object: all that the API answers, and nothing else, says so in its content type. */
    boolean isJson() {
        String contentType = this.headers.getFirst(HttpHeaders.CONTENT_TYPE);
        return contentType != null && contentType.contains("json");
    }
}
