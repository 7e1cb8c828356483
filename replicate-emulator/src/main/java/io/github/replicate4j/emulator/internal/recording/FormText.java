/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text of an HTML form, {@code name=value&name=value}.
 */
final class FormText {

    private FormText() {}

    static String removeSecrets(String form, Secrets secrets) {
        List<Field> fields = Arrays.stream(form.split("&", -1)).map(Field::of).toList();
        fields.forEach(field -> secrets.collect(field.name(), field.value()));
        return fields.stream().map(field -> field.withoutSecrets(secrets)).collect(Collectors.joining("&"));
    }

    /**
     * A field.
     *
     * @param text the encoded field
     * @param name the decoded name, or null if the field has none or is malformed
     * @param value the decoded value
     */
    private record Field(String text, @Nullable String name, String value) {

        static Field of(String text) {
            int equals = text.indexOf('=');
            if (equals >= 0) {
                try {
                    return new Field(
                            text, closestName(decoded(text.substring(0, equals))), decoded(text.substring(equals + 1)));
                } catch (IllegalArgumentException ex) {
                    // Recorded as it is, because the API has to cope with it.
                }
            }
            return new Field(text, null, text);
        }

        String withoutSecrets(Secrets secrets) {
            if (this.name == null) {
                return secrets.remove(this.text);
            }
            String clean = secrets.remove(this.name, this.value);
            return clean.equals(this.value)
                    ? this.text
                    : this.text.substring(0, this.text.indexOf('=') + 1)
                            + URLEncoder.encode(clean, StandardCharsets.UTF_8);
        }

        /** Return the name of the closest field, for example {@code token} for {@code input[token]}. */
        private static String closestName(String name) {
            String closest = name.endsWith("]") ? name.substring(0, name.length() - 1) : name;
            return closest.substring(Math.max(closest.lastIndexOf('['), closest.lastIndexOf('.')) + 1);
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    }
}
