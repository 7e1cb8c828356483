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

package io.github.replicate4j.transport;

import io.github.replicate4j.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.UriUtils;

/**
 * A request to the API, described before it is sent: built by the resources, carried out by {@link Transport}.
 */
public final class ApiRequest {

    private final String operation;

    private final HttpMethod method;

    private final String template;

    private final boolean repeatable;

    private final Map<String, String> headers = new LinkedHashMap<>();

    private String path;

    private @Nullable String link;

    private byte @Nullable [] body;

    private Duration hold = Duration.ZERO;

    private ApiRequest(String operation, HttpMethod method, String template, boolean repeatable) {
        this.operation = operation;
        this.method = method;
        this.template = template;
        this.path = template;
        this.repeatable = repeatable;
    }

    /**
     * A request that reads. It can be sent again whatever happened to it.
     *
     * @param operation the API operation, such as {@code predictions.get}
     * @param template path with the names of its variables in braces
     * @return the request
     */
    public static ApiRequest get(String operation, String template) {
        return new ApiRequest(operation, HttpMethod.GET, template, true);
    }

    /**
     * A {@code POST} that creates or changes something. It is never sent again once it may have arrived.
     *
     * @param operation the API operation, such as {@code predictions.create}
     * @param template path with the names of its variables in braces
     * @return the request
     */
    public static ApiRequest once(String operation, String template) {
        return new ApiRequest(operation, HttpMethod.POST, template, false);
    }

    /**
     * A {@code POST} that has the same effect when it is sent again, such as a cancel.
     *
     * @param operation the API operation, such as {@code predictions.cancel}
     * @param template path with the names of its variables in braces
     * @return the request
     */
    public static ApiRequest repeatablePost(String operation, String template) {
        return new ApiRequest(operation, HttpMethod.POST, template, true);
    }

    /**
     * Fills a variable of the path.
     *
     * @param name name of the variable
     * @param value one segment; it is encoded
     * @return this request
     * @throws IllegalArgumentException if it is blank or walks up the path
     */
    public ApiRequest path(String name, String value) {
        String segment = UriUtils.encode(Arguments.segment(name, value), StandardCharsets.UTF_8);
        this.path = this.path.replace("{" + name + "}", segment);
        return this;
    }

    /**
     * Follows a link out of an earlier answer in place of the path, if it leads to the API.
     *
     * @param link absolute URL
     * @return this request
     */
    public ApiRequest link(String link) {
        this.link = link;
        return this;
    }

    /**
     * Sets a header.
     *
     * @param name name of the header
     * @param value its value
     * @return this request
     */
    public ApiRequest header(String name, String value) {
        this.headers.put(name, value);
        return this;
    }

    /**
     * Sets the body.
     *
     * @param value written as JSON at once
     * @return this request
     * @throws IllegalArgumentException if it cannot be written
     */
    public ApiRequest json(Object value) {
        this.body = Json.write(value);
        return this;
    }

    /**
     * Says that the server holds its answer back for so long.
     *
     * @param hold time that comes on top of what an answer takes anyway
     * @return this request
     */
    public ApiRequest held(Duration hold) {
        this.hold = hold;
        return this;
    }

    String operation() {
        return this.operation;
    }

    HttpMethod method() {
        return this.method;
    }

    /** What stands for the path in metrics: no ids. */
    String template() {
        return this.template;
    }

    boolean repeatable() {
        return this.repeatable;
    }

    Map<String, String> headers() {
        return this.headers;
    }

    String encodedPath() {
        return this.path;
    }

    @Nullable
    String link() {
        return this.link;
    }

    byte @Nullable [] body() {
        return this.body;
    }

    Duration hold() {
        return this.hold;
    }
}
