/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.http;

import io.github.replicate4j.internal.http.TokenSource;
import io.github.replicate4j.internal.support.Arguments;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Options of a single call. Options that are not set have the values of the client.
 *
 * @since 0.1.0
 */
public final class RequestOptions {

    /** Options of which none is set. */
    public static final RequestOptions NONE = new Builder().build();

    private final @Nullable Duration timeout;

    private final @Nullable Integer maxRetries;

    private final @Nullable String bearerToken;

    private final Map<String, String> headers;

    private final Set<String> withoutHeaders;

    private final Map<String, String> queryParams;

    private final Map<String, @Nullable Object> bodyProperties;

    private RequestOptions(Builder builder) {
        this.timeout = builder.timeout;
        this.maxRetries = builder.maxRetries;
        this.bearerToken = builder.bearerToken;
        this.headers = Map.copyOf(builder.headers);
        this.withoutHeaders = Set.copyOf(builder.withoutHeaders);
        this.queryParams = Collections.unmodifiableMap(new LinkedHashMap<>(builder.queryParams));
        this.bodyProperties = Collections.unmodifiableMap(new LinkedHashMap<>(builder.bodyProperties));
    }

    /**
     * Return the timeout of one attempt.
     *
     * @return longer than zero, or {@code null} if it is not set
     */
    public @Nullable Duration timeout() {
        return this.timeout;
    }

    /**
     * Return the maximum number of retries.
     *
     * @return 0 or more, or {@code null} if it is not set
     */
    public @Nullable Integer maxRetries() {
        return this.maxRetries;
    }

    /**
     * Return the API token. It is a secret: do not log it.
     *
     * @return the token, or {@code null} if it is not set
     */
    public @Nullable String bearerToken() {
        return this.bearerToken;
    }

    /**
     * Return the additional headers.
     *
     * @return values by name, immutable
     */
    public Map<String, String> headers() {
        return this.headers;
    }

    /**
     * Return the default headers of the client that are not sent.
     *
     * @return names in lower case, immutable
     */
    public Set<String> withoutHeaders() {
        return this.withoutHeaders;
    }

    /**
     * Return the additional query parameters.
     *
     * @return values by name, immutable
     */
    public Map<String, String> queryParams() {
        return this.queryParams;
    }

    /**
     * Return the additional properties of JSON bodies.
     *
     * @return values by name, immutable
     */
    public Map<String, @Nullable Object> bodyProperties() {
        return this.bodyProperties;
    }

    /**
     * Return changed options.
     *
     * @param change called immediately with a builder of these options
     * @return the changed options
     */
    public RequestOptions with(Consumer<Builder> change) {
        Builder builder = new Builder();
        builder.timeout = this.timeout;
        builder.maxRetries = this.maxRetries;
        builder.bearerToken = this.bearerToken;
        builder.headers.putAll(this.headers);
        builder.withoutHeaders.addAll(this.withoutHeaders);
        builder.queryParams.putAll(this.queryParams);
        builder.bodyProperties.putAll(this.bodyProperties);
        Arguments.notNull("options", change).accept(builder);
        return builder.build();
    }

    /** Return a description with names only, because values may be secret. */
    @Override
    public String toString() {
        return "RequestOptions[timeout=" + this.timeout + ", maxRetries=" + this.maxRetries + ", headers="
                + this.headers.keySet() + ", withoutHeaders=" + this.withoutHeaders + ", queryParams="
                + this.queryParams.keySet() + ", bodyProperties="
                + this.bodyProperties.keySet() + "]";
    }

    /**
     * Builder of {@link RequestOptions}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private @Nullable Duration timeout;

        private @Nullable Integer maxRetries;

        private @Nullable String bearerToken;

        private final Map<String, String> headers = new LinkedHashMap<>();

        private final Set<String> withoutHeaders = new LinkedHashSet<>();

        private final Map<String, String> queryParams = new LinkedHashMap<>();

        private final Map<String, @Nullable Object> bodyProperties = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Set the timeout of one attempt. A request with {@code Prefer: wait} always gets a timeout that is longer than its
         * wait.
         *
         * @param timeout longer than zero, or {@code null} for the timeout of the client
         * @return this builder
         * @throws IllegalArgumentException if the timeout is not longer than zero
         */
        public Builder timeout(@Nullable Duration timeout) {
            this.timeout = timeout == null ? null : Arguments.positive("timeout", timeout);
            return this;
        }

        /**
         * Set the maximum number of retries. A request is retried only if that is safe.
         *
         * @param maxRetries 0 or more
         * @return this builder
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder maxRetries(int maxRetries) {
            this.maxRetries = Arguments.notNegative("maxRetries", maxRetries);
            return this;
        }

        /**
         * Set the API token, for example of another account.
         *
         * @param bearerToken the token
         * @return this builder
         * @throws IllegalArgumentException if the token is blank or contains an invalid character
         */
        public Builder bearerToken(String bearerToken) {
            this.bearerToken = TokenSource.of(Arguments.notBlank("bearerToken", bearerToken))
                    .current();
            return this;
        }

        /**
         * Add a header, or replace the header of the same name.
         *
         * @param name name of the header; {@code Authorization}, {@code Prefer} and {@code Cancel-After} have methods of
         *     their own
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the name is blank or one of these three, or if name or value contain a line
         *     break
         */
        public Builder header(String name, String value) {
            Arguments.header(name, value);
            this.headers.keySet().removeIf(name::equalsIgnoreCase);
            this.headers.put(name, value);
            return this;
        }

        /**
         * Do not send a header: neither a default header of the client nor one of these options. Headers that the client
         * sends by itself are not affected.
         *
         * @param name name of the header, in any case
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder withoutHeader(String name) {
            Arguments.notBlank("header", name);
            this.headers.keySet().removeIf(name::equalsIgnoreCase);
            this.withoutHeaders.add(name.toLowerCase(Locale.ROOT));
            return this;
        }

        /**
         * Add a query parameter, or replace the parameter of the same name.
         *
         * @param name name of the parameter
         * @param value its value, not encoded
         * @return this builder
         * @throws IllegalArgumentException if the name is blank or the value is {@code null}
         */
        public Builder queryParam(String name, String value) {
            this.queryParams.put(
                    Arguments.notBlank("queryParam", name), Arguments.notNull("queryParam " + name, value));
            return this;
        }

        /**
         * Add a property to JSON bodies, or replace the property of the same name. It has no effect on requests without a
         * JSON object as their body, such as reads, cancels and uploads.
         *
         * @param name name of the property
         * @param value any value that can be written as JSON, or {@code null} for a JSON {@code null}
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder bodyProperty(String name, @Nullable Object value) {
            this.bodyProperties.put(Arguments.notBlank("bodyProperty", name), value);
            return this;
        }

        private RequestOptions build() {
            return new RequestOptions(this);
        }
    }
}
