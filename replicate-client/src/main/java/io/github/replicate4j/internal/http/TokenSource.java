/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import io.github.replicate4j.error.MissingTokenException;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The source of the API token. It is queried for each request, so that the token can change while the application runs.
 */
public final class TokenSource {

    private static final String ADVICE = "Set replicate.bearer-token (Spring Boot) or the environment variable"
            + " REPLICATE_API_TOKEN, or call bearerToken(...) on the builder. Create a token at"
            + " https://replicate.com/account/api-tokens.";

    private static final String QUOTES = "\"'`";

    private final Supplier<? extends @Nullable String> supplier;

    private TokenSource(Supplier<? extends @Nullable String> supplier) {
        this.supplier = supplier;
    }

    /**
     * Create a source of a fixed token.
     *
     * @param token the token; {@code null} or blank for no token
     * @throws IllegalArgumentException if the token contains an invalid character, such as a line break
     */
    public static TokenSource of(@Nullable String token) {
        if (token != null && !token.isBlank()) {
            check(token);
        }
        return new TokenSource(() -> token);
    }

    /**
     * Create a source of a token that may change.
     *
     * @param supplier called for each request on the thread that sends it; it must not block
     */
    public static TokenSource of(Supplier<? extends @Nullable String> supplier) {
        return new TokenSource(supplier);
    }

    /**
     * Return the current token.
     *
     * @return the token, never blank
     * @throws MissingTokenException if there is no token, the token is invalid, or the supplier fails
     */
    public String current() {
        String token;
        try {
            token = ApplicationErrors.<@Nullable String>call(this.supplier::get);
        } catch (RuntimeException ex) {
            throw new MissingTokenException("The supplier of the Replicate API token failed.", ex);
        }
        if (token == null || token.isBlank()) {
            throw new MissingTokenException("No Replicate API token is set. " + ADVICE, null);
        }
        try {
            check(token);
        } catch (IllegalArgumentException ex) {
            throw new MissingTokenException("The Replicate API token is invalid. " + ex.getMessage(), null);
        }
        return token;
    }

    private static void check(String token) {
        boolean visible = token.chars().allMatch(character -> character > ' ' && character < 0x7f);
        if (!visible) {
            throw new IllegalArgumentException(
                    "bearerToken contains a space, a line break or another invalid character;"
                            + " it may have been copied with the end of its line, or with the word Bearer");
        }
        if (token.contains("${")) {
            throw new IllegalArgumentException("bearerToken contains the placeholder ${...}, which was not resolved;"
                    + " the property or variable that it names may not be set");
        }
        if (QUOTES.indexOf(token.charAt(0)) >= 0 || QUOTES.indexOf(token.charAt(token.length() - 1)) >= 0) {
            throw new IllegalArgumentException("bearerToken is in quotes; remove them");
        }
    }

    @Override
    public String toString() {
        return "TokenSource[***]";
    }
}
