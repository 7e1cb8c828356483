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

package io.github.replicate4j.endpoint;

import io.github.replicate4j.internal.support.Arguments;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * A request to an endpoint that this version of the client has no method for. It goes to the API and nowhere else.
 *
 * @param method HTTP method
 * @param path path behind the base URL, with the names of its variables in braces
 * @param pathVariables a value for each variable of the path; they are encoded
 * @param queryParams parameters behind the path
 * @param headers further headers
 * @param body what is written as JSON, or {@code null} for none
 * @param repeatable whether it may be sent again although it may have arrived
 */
public record EndpointRequest(
        HttpMethod method,
        String path,
        Map<String, String> pathVariables,
        Map<String, String> queryParams,
        Map<String, String> headers,
        @Nullable Object body,
        boolean repeatable) {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private static final Pattern PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))([A-Za-z0-9._~-]|\\{\\w+})+)+");

    /**
     * Checks the request.
     *
     * @throws IllegalArgumentException if the path is none, or a variable has no value; the message names it
     */
    public EndpointRequest {
        Arguments.notBlank("path", path);
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "path must be a path behind the base URL, such as /models/{owner}/{name}:"
                            + " it begins with a slash, and what varies stands in path variables and query parameters");
        }
        List<String> variables = variables(path);
        for (String name : variables) {
            Arguments.segment("path variable " + name, pathVariables.getOrDefault(name, ""));
        }
        for (String name : pathVariables.keySet()) {
            if (!variables.contains(name)) {
                throw new IllegalArgumentException("path variable " + name + " does not stand in the path " + path);
            }
        }
        headers.forEach(Arguments::header);
        pathVariables = Map.copyOf(pathVariables);
        queryParams = Collections.unmodifiableMap(new LinkedHashMap<>(queryParams));
        headers = Map.copyOf(headers);
    }

    private static List<String> variables(String path) {
        List<String> names = new ArrayList<>();
        Matcher variable = VARIABLE.matcher(path);
        while (variable.find()) {
            names.add(variable.group(1));
        }
        return names;
    }

    /**
     * Begins a request.
     *
     * @param method HTTP method
     * @param path path behind the base URL, such as {@code /models/{owner}/{name}}
     * @return a builder
     */
    public static Builder of(HttpMethod method, String path) {
        return new Builder(method, path);
    }

    /**
     * Begins a request that reads.
     *
     * @param path path behind the base URL, such as {@code /models/{owner}/{name}}
     * @return a builder
     */
    public static Builder get(String path) {
        return of(HttpMethod.GET, path);
    }

    /**
     * Begins a request that creates or changes something. It is sent again only if it never left this machine, or if
     * Replicate turned it away with 429.
     *
     * @param path path behind the base URL, such as {@code /models/{owner}/{name}}
     * @return a builder
     */
    public static Builder post(String path) {
        return of(HttpMethod.POST, path);
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        return "EndpointRequest[" + this.method + " " + this.path + ", queryParams=" + this.queryParams.keySet()
                + ", headers=" + this.headers.keySet() + "]";
    }

    /**
     * Collects what is requested.
     */
    public static final class Builder {

        private static final Set<HttpMethod> REPEATABLE =
                Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.valueOf("QUERY"));

        private final HttpMethod method;

        private final String path;

        private final Map<String, String> pathVariables = new LinkedHashMap<>();

        private final Map<String, String> queryParams = new LinkedHashMap<>();

        private final Map<String, String> headers = new LinkedHashMap<>();

        private @Nullable Object body;

        private boolean repeatable;

        private Builder(HttpMethod method, String path) {
            this.method = method;
            this.path = path;
            this.repeatable = REPEATABLE.contains(method);
        }

        /**
         * Fills a variable of the path.
         *
         * @param name its name, as it stands in braces
         * @param value one segment; it is encoded
         * @return this builder
         */
        public Builder pathVariable(String name, String value) {
            this.pathVariables.put(name, value);
            return this;
        }

        /**
         * Adds a parameter behind the path; it replaces one of the same name.
         *
         * @param name name of the parameter
         * @param value its value, not encoded
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder queryParam(String name, String value) {
            this.queryParams.put(Arguments.notBlank("queryParam", name), value);
            return this;
        }

        /**
         * Adds a header; it replaces one of the same name.
         *
         * @param name name of the header; {@code Authorization}, {@code Prefer} and {@code Cancel-After} are not among
         *     them
         * @param value its value
         * @return this builder
         */
        public Builder header(String name, String value) {
            this.headers.keySet().removeIf(name::equalsIgnoreCase);
            this.headers.put(name, value);
            return this;
        }

        /**
         * Sets the body.
         *
         * @param body a {@link Map}, a record, a bean or a list, written as JSON; names of records and beans become snake
         *     case
         * @return this builder
         */
        public Builder body(Object body) {
            this.body = body;
            return this;
        }

        /**
         * Says whether the request has the same effect when it is sent again. Without a word, only those that read have.
         *
         * @param repeatable {@code true} lets it be sent again although it may have arrived
         * @return this builder
         */
        public Builder repeatable(boolean repeatable) {
            this.repeatable = repeatable;
            return this;
        }

        /**
         * Ends the request.
         *
         * @return the request
         * @throws IllegalArgumentException if something is missing or of another form; the message names it
         */
        public EndpointRequest build() {
            return new EndpointRequest(
                    this.method,
                    this.path,
                    this.pathVariables,
                    this.queryParams,
                    this.headers,
                    this.body,
                    this.repeatable);
        }
    }
}
