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

import io.github.replicate4j.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A value that is sent as JSON.
 *
 * @param value what is sent
 * @param json the same, written
 */
record JsonBody(Object value, BytesBody json) implements RequestBody {

    /**
     * Writes the value at once, so that what cannot be written is known before anything is sent.
     *
     * @throws IllegalArgumentException if it cannot be written
     */
    static JsonBody of(Object value) {
        return new JsonBody(value, new BytesBody(MediaType.APPLICATION_JSON, Json.write(value)));
    }

    @Override
    public RequestBody with(Map<String, @Nullable Object> properties) {
        Map<?, ?> fields = properties.isEmpty() ? null : Json.fields(this.value);
        if (fields == null) {
            return this;
        }
        Map<Object, @Nullable Object> all = new LinkedHashMap<>(fields);
        all.putAll(properties);
        return of(all);
    }

    @Override
    public WebClient.RequestHeadersSpec<?> into(WebClient.RequestBodySpec request) {
        return this.json.into(request);
    }

    /** Not what is in it. */
    @Override
    public String toString() {
        return "JsonBody[" + this.json.bytes().length + " bytes]";
    }
}
