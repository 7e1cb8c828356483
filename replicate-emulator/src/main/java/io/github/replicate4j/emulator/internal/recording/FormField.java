/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A field of an HTML form or of a query, {@code name=value&name=value}.
 *
 * @param text the encoded field
 * @param name the decoded name, or null if the field has none
 * @param value the decoded value, or the encoded one if it is malformed
 */
record FormField(String text, @Nullable String name, String value) {

    /** Return the fields of a form or query. */
    static Stream<FormField> all(String form) {
        return Arrays.stream(form.split("&", -1)).map(FormField::of);
    }

    private static FormField of(String text) {
        int equals = text.indexOf('=');
        return equals < 0
                ? new FormField(text, null, text)
                : new FormField(
                        text, closestName(decoded(text.substring(0, equals))), decoded(text.substring(equals + 1)));
    }

    /** Return the name of the closest field, for example {@code token} for {@code input[token]}. */
    private static String closestName(String name) {
        String closest = name.endsWith("]") ? name.substring(0, name.length() - 1) : name;
        return closest.substring(Math.max(closest.lastIndexOf('['), closest.lastIndexOf('.')) + 1);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException ex) {
            // Kept as it is, because the API has to cope with it.
            return text;
        }
    }

    /** Return the encoded field with another value. */
    String withValue(String other) {
        return other.equals(this.value)
                ? this.text
                : this.text.substring(0, this.text.indexOf('=') + 1) + URLEncoder.encode(other, StandardCharsets.UTF_8);
    }
}
