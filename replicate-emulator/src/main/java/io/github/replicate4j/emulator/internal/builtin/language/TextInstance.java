/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.language;

import io.github.replicate4j.emulator.internal.model.VersionId;
import java.util.Locale;
import java.util.UUID;

/**
 * Creates a string that a JSON schema accepts.
 */
final class TextInstance {

    private static final int MAX_LENGTH = 10_000;

    private final SchemaNode schema;

    private final PromptWords prompt;

    private final int index;

    TextInstance(SchemaNode schema, PromptWords prompt, int index) {
        this.schema = schema;
        this.prompt = prompt;
        this.index = index;
    }

    /**
     * Create a string.
     *
     * @param prefix the beginning of a text that has no format
     */
    String create(String prefix, String name) {
        int least = (int) Math.min(MAX_LENGTH, this.schema.number("minLength", 0));
        int most = (int) Math.min(MAX_LENGTH, this.schema.number("maxLength", MAX_LENGTH));
        String pattern = this.schema.text("pattern");
        if (!pattern.isEmpty()) {
            String free = fit(prefix + free(name), least, most);
            return PatternText.matches(pattern, free) ? free : PatternText.create(pattern, this.index, least, most);
        }
        String formatted = formatted(this.schema.text("format"));
        return formatted.isEmpty() ? fit(prefix + free(name), least, most) : formatted;
    }

    /** Return a text in a format, or an empty text if the format is unknown. */
    private String formatted(String format) {
        int day = 1 + this.index % 28;
        String word = ascii(this.prompt.word(this.index, "example"));
        return switch (format) {
            case "date-time" -> String.format(Locale.ROOT, "2026-01-%02dT09:30:00Z", day);
            case "date" -> String.format(Locale.ROOT, "2026-01-%02d", day);
            case "time" -> String.format(Locale.ROOT, "09:%02d:00Z", day);
            case "duration" -> "PT" + day + "M";
            case "email", "idn-email" -> word + "@example.com";
            case "hostname", "idn-hostname" -> word + ".example.com";
            case "uri", "uri-reference", "iri", "url" -> "https://example.com/" + word;
            case "ipv4" -> "192.0.2." + day;
            case "ipv6" -> "2001:db8::" + day;
            case "uuid" ->
                new UUID(VersionId.hash(this.prompt.text()) & 0xFFFFFFFFFFFF0FFFL | 0x4000L, day | 1L << 63).toString();
            default -> "";
        };
    }

    /** Return a name in the prompt, or some of its words. A summary or description quotes the prompt. */
    private String free(String name) {
        String label = name.toLowerCase(Locale.ROOT);
        if (this.prompt.text().isBlank()) {
            return "an example of " + label.replace('_', ' ');
        }
        if (label.matches(
                ".*(text|summary|description|explanation|reason|content|body|answer|message|prompt|query).*")) {
            return this.prompt.text().strip().replaceAll("\\s+", " ");
        }
        return this.prompt.term(this.index, label);
    }

    private static String fit(String text, int least, int most) {
        String full = text.isEmpty() ? "a" : text;
        StringBuilder fitted = new StringBuilder(full);
        while (fitted.codePointCount(0, fitted.length()) < least) {
            fitted.append(' ').append(full);
        }
        int length = fitted.codePointCount(0, fitted.length());
        return length <= most
                ? fitted.toString()
                : fitted.substring(0, fitted.offsetByCodePoints(0, Math.max(0, most)));
    }

    private static String ascii(String word) {
        String letters = word.replaceAll("[^a-z0-9]", "");
        return letters.isEmpty() ? "example" : letters;
    }
}
