/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.endpoint;

import io.github.replicate4j.internal.support.Arguments;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * A request to an endpoint that this version of the client has no method for. It is sent only to the base URL of the
 * API.
 *
 * @param method HTTP method
 * @param path path relative to the base URL, with the names of path variables in braces
 * @param pathVariables value of each path variable, not encoded
 * @param queryParams query parameters, not encoded
 * @param headers additional headers
 * @param body body to write as JSON, or {@code null} for none
 * @param repeatable whether the request is idempotent, so that it can be retried even if it may have reached Replicate
 * @since 0.1.0
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
     * Create a request.
     *
     * @throws IllegalArgumentException if the path is invalid, if a path variable has no value or is not in the path,
     *     or if a header is not allowed; the message names it
     */
    public EndpointRequest {
        Arguments.notBlank("path", path);
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("path must be relative to the base URL and start with a slash, such as"
                    + " /models/{owner}/{name}; use path variables and query parameters for variable parts");
        }
        List<String> names =
                VARIABLE.matcher(path).results().map(match -> match.group(1)).toList();
        for (String name : names) {
            Arguments.segment("path variable " + name, pathVariables.getOrDefault(name, ""));
        }
        for (String name : pathVariables.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("path variable " + name + " is not in the path " + path);
            }
        }
        headers.forEach(Arguments::header);
        pathVariables = Map.copyOf(pathVariables);
        queryParams = Collections.unmodifiableMap(new LinkedHashMap<>(queryParams));
        headers = Map.copyOf(headers);
    }

    /**
     * Return a builder of a request.
     *
     * @param method HTTP method
     * @param path path relative to the base URL, such as {@code /models/{owner}/{name}}
     * @return a builder
     */
    public static Builder of(HttpMethod method, String path) {
        return new Builder(method, path);
    }

    /**
     * Return a builder of a GET request.
     *
     * @param path path relative to the base URL, such as {@code /models/{owner}/{name}}
     * @return a builder
     */
    public static Builder get(String path) {
        return of(HttpMethod.GET, path);
    }

    /**
     * Return a builder of a POST request. It is retried only if Replicate cannot have received it completely, or
     * rejected it with 429, unless {@link Builder#repeatable(boolean)} is set.
     *
     * @param path path relative to the base URL, such as {@code /models/{owner}/{name}}
     * @return a builder
     */
    public static Builder post(String path) {
        return of(HttpMethod.POST, path);
    }

    /** Return a description without the values of parameters and headers, which can be confidential. */
    @Override
    public String toString() {
        return "EndpointRequest[" + this.method + " " + this.path + ", queryParams=" + this.queryParams.keySet()
                + ", headers=" + this.headers.keySet() + "]";
    }

    /**
     * Builder of {@link EndpointRequest}.
     *
     * @since 0.1.0
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
         * Set the value of a path variable.
         *
         * @param name name of the variable, as in the braces
         * @param value one segment of the path, not encoded
         * @return this builder
         * @throws IllegalArgumentException if the name is blank or the value is {@code null}
         */
        public Builder pathVariable(String name, String value) {
            this.pathVariables.put(
                    Arguments.notBlank("pathVariable", name), Arguments.notNull("pathVariable " + name, value));
            return this;
        }

        /**
         * Set a query parameter. It replaces a parameter of the same name.
         *
         * @param name name of the parameter
         * @param value value of the parameter, not encoded
         * @return this builder
         * @throws IllegalArgumentException if the name is blank or the value is {@code null}
         */
        public Builder queryParam(String name, String value) {
            this.queryParams.put(
                    Arguments.notBlank("queryParam", name), Arguments.notNull("queryParam " + name, value));
            return this;
        }

        /**
         * Set a header. It replaces a header of the same name.
         *
         * @param name name of the header, except {@code Authorization}, {@code Prefer} and {@code Cancel-After}
         * @param value value of the header
         * @return this builder
         * @throws IllegalArgumentException if the header is not allowed; the message names it
         */
        public Builder header(String name, String value) {
            Arguments.header(name, value);
            this.headers.keySet().removeIf(name::equalsIgnoreCase);
            this.headers.put(name, value);
            return this;
        }

        /**
         * Set the body.
         *
         * @param body a {@link Map}, a record, a bean or a list to write as JSON; names of records and beans are
         *     converted to snake case
         * @return this builder
         */
        public Builder body(Object body) {
            this.body = body;
            return this;
        }

        /**
         * Set whether the request is idempotent. The default is {@code true} for GET, HEAD, OPTIONS and QUERY.
         *
         * @param repeatable {@code true} to allow retries even if the request may have reached Replicate
         * @return this builder
         */
        public Builder repeatable(boolean repeatable) {
            this.repeatable = repeatable;
            return this;
        }

        /**
         * Create the request.
         *
         * @return the request
         * @throws IllegalArgumentException if the path is invalid, if a path variable has no value or is not in the
         *     path, or if a header is not allowed; the message names it
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
