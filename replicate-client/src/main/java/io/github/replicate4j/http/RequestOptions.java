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

package io.github.replicate4j.http;

import io.github.replicate4j.internal.http.TokenSource;
import io.github.replicate4j.internal.support.Arguments;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What can differ from call to call. Unset options are those of the client.
 */
public final class RequestOptions {

    public static final RequestOptions NONE = new Builder().build();

    private final @Nullable Duration timeout;

    private final @Nullable Integer maxRetries;

    private final @Nullable TokenSource token;

    private final Map<String, String> headers;

    private final Map<String, String> queryParams;

    private final Map<String, @Nullable Object> bodyProperties;

    private RequestOptions(Builder builder) {
        this.timeout = builder.timeout;
        this.maxRetries = builder.maxRetries;
        this.token = builder.token;
        this.headers = Map.copyOf(builder.headers);
        this.queryParams = new LinkedHashMap<>(builder.queryParams);
        this.bodyProperties = new LinkedHashMap<>(builder.bodyProperties);
    }

    @Nullable
    public Duration timeout() {
        return this.timeout;
    }

    @Nullable
    public Integer maxRetries() {
        return this.maxRetries;
    }

    @Nullable
    public TokenSource token() {
        return this.token;
    }

    public Map<String, String> headers() {
        return this.headers;
    }

    public Map<String, String> queryParams() {
        return this.queryParams;
    }

    public Map<String, @Nullable Object> bodyProperties() {
        return this.bodyProperties;
    }

    public RequestOptions with(Consumer<Builder> change) {
        Builder builder = new Builder();
        builder.timeout = this.timeout;
        builder.maxRetries = this.maxRetries;
        builder.token = this.token;
        builder.headers.putAll(this.headers);
        builder.queryParams.putAll(this.queryParams);
        builder.bodyProperties.putAll(this.bodyProperties);
        change.accept(builder);
        return builder.build();
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        return "RequestOptions[timeout=" + this.timeout + ", maxRetries=" + this.maxRetries + ", headers="
                + this.headers.keySet() + ", queryParams=" + this.queryParams.keySet() + ", bodyProperties="
                + this.bodyProperties.keySet() + "]";
    }

    /**
     * Collects options.
     */
    public static final class Builder {

        private @Nullable Duration timeout;

        private @Nullable Integer maxRetries;

        private @Nullable TokenSource token;

        private final Map<String, String> headers = new LinkedHashMap<>();

        private final Map<String, String> queryParams = new LinkedHashMap<>();

        private final Map<String, @Nullable Object> bodyProperties = new LinkedHashMap<>();

        private Builder() {}

        /**
         * How long one attempt may take. A request that carries a {@code Prefer: wait} is always given longer than that.
         *
         * @param timeout longer than zero
         * @return this builder
         * @throws IllegalArgumentException if it is not longer than zero
         */
        public Builder timeout(Duration timeout) {
            this.timeout = Arguments.positive("timeout", timeout);
            return this;
        }

        /**
         * How often a request may be sent again after the first time, where that is safe.
         *
         * @param maxRetries 0 or more
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder maxRetries(int maxRetries) {
            this.maxRetries = Arguments.notNegative("maxRetries", maxRetries);
            return this;
        }

        /**
         * The token of another account.
         *
         * @param bearerToken the token
         * @return this builder
         * @throws IllegalArgumentException if it is blank or cannot be a token
         */
        public Builder bearerToken(String bearerToken) {
            this.token = TokenSource.of(Arguments.notBlank("bearerToken", bearerToken));
            return this;
        }

        /**
         * A further header; it replaces a header of the same name.
         *
         * @param name name of the header; {@code Authorization}, {@code Prefer} and {@code Cancel-After} have methods of their own
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the name is blank or one of those three, or one of the two holds a line break
         */
        public Builder header(String name, String value) {
            Arguments.header(name, value);
            this.headers.keySet().removeIf(name::equalsIgnoreCase);
            this.headers.put(name, value);
            return this;
        }

        /**
         * A further query parameter; it replaces a parameter of the same name.
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
         * A further field of each request whose body is a JSON object; it replaces a field of the same name. Requests
         * without such a body go without it: those that read, cancels, uploads.
         *
         * @param name name of the field
         * @param value anything that can be written as JSON; {@code null} is sent as {@code null}
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
