/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.definition;

import io.github.replicate4j.emulator.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value whose strings can contain inputs, as in <code>a picture of {{input.prompt}}</code>.
 */
final class Template {

    private static final Pattern INPUT = Pattern.compile("\\{\\{ *input\\.([A-Za-z0-9_-]+) *}}");

    private final @Nullable Object value;

    Template(@Nullable Object value) {
        this.value = value;
    }

    /** Return the value for an input. A string that consists of one reference becomes the input itself. */
    @Nullable
    Object apply(Map<String, Object> input) {
        return apply(this.value, input);
    }

    /** Return the value for an input as text. Missing inputs are empty. */
    String text(Map<String, Object> input) {
        return text(apply(input));
    }

    private static @Nullable Object apply(@Nullable Object value, Map<String, Object> input) {
        if (value instanceof String text) {
            Matcher reference = INPUT.matcher(text);
            return reference.matches() ? input.get(reference.group(1)) : replaced(text, input);
        }
        if (value instanceof List<?> items) {
            List<@Nullable Object> changed = new ArrayList<>();
            items.forEach(item -> changed.add(apply(item, input)));
            return changed;
        }
        if (value instanceof Map<?, ?> fields) {
            Map<Object, @Nullable Object> changed = new LinkedHashMap<>();
            fields.forEach((name, each) -> changed.put(name, apply(each, input)));
            return changed;
        }
        return value;
    }

    private static String replaced(String text, Map<String, Object> input) {
        return INPUT.matcher(text)
                .replaceAll(reference -> Matcher.quoteReplacement(text(input.get(reference.group(1)))));
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof String text ? text : new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
