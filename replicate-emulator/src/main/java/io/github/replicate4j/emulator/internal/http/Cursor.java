/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A position in a list, as encoded in the links to other pages.
 *
 * @param backwards whether the page ends before this position; otherwise it starts after it
 * @param key the key of the item at this position
 */
public record Cursor(boolean backwards, String key) {

    /**
     * Read the cursor of a request.
     *
     * @return the cursor, or null if the request is for the first page
     * @throws ApiException with status 404 if the cursor is invalid
     */
    public static @Nullable Cursor read(ReceivedRequest request) {
        String text = request.query("cursor");
        if (text == null) {
            return null;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            boolean backwards = plain.startsWith("p");
            if (backwards || plain.startsWith("n")) {
                return new Cursor(backwards, plain.substring(1));
            }
        } catch (IllegalArgumentException ex) {
            // The cursor is invalid.
        }
        throw invalid();
    }

    static ApiException invalid() {
        return ApiException.notFound("Invalid cursor");
    }

    public String write() {
        String plain = (this.backwards ? "p" : "n") + this.key;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
