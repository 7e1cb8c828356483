/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.language;

import io.github.replicate4j.emulator.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Finds a JSON schema in a prompt: the first JSON object after the words "JSON schema".
 */
final class SchemaInPrompt {

    private static final Pattern WORDS = Pattern.compile("json schema", Pattern.CASE_INSENSITIVE);

    private SchemaInPrompt() {}

    static @Nullable Map<String, Object> find(String text) {
        int words = words(text);
        int begin = words < 0 ? -1 : text.indexOf('{', words);
        if (begin < 0) {
            return null;
        }
        int end = end(text, begin);
        try {
            Map<String, Object> schema =
                    Json.readObject(text.substring(begin, end).getBytes(StandardCharsets.UTF_8));
            return schema != null && (schema.containsKey("type") || schema.containsKey("properties")) ? schema : null;
        } catch (JacksonException ex) {
            return null;
        }
    }

    /** Return the part of a prompt that is not about the schema. */
    static String textBefore(String prompt) {
        int words = words(prompt);
        int paragraph = words < 0 ? -1 : prompt.lastIndexOf('\n', words);
        return paragraph > 0 ? prompt.substring(0, paragraph) : prompt;
    }

    /** Return the index of the words, or -1. A text in lower case has other indexes, because it can be longer. */
    private static int words(String text) {
        Matcher words = WORDS.matcher(text);
        return words.find() ? words.start() : -1;
    }

    /** Return the end of the object that begins at an index. */
    private static int end(String text, int begin) {
        int depth = 0;
        boolean string = false;
        for (int i = begin; i < text.length(); i++) {
            char each = text.charAt(i);
            if (string) {
                if (each == '\\') {
                    i++;
                } else if (each == '"') {
                    string = false;
                }
            } else if (each == '"') {
                string = true;
            } else if (each == '{') {
                depth++;
            } else if (each == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return text.length();
    }
}
