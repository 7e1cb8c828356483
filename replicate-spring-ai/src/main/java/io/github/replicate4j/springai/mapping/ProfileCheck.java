/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rejects names and values of a profile that would be ignored, or that would fail only after a call was billed. */
final class ProfileCheck {

    /** The known values of the fields that name a form. */
    private static final Map<String, List<String>> FORMS = Map.of(
            "messages", List.of("chat", "responses"),
            "tools", List.of("responses"),
            "output_schema", List.of("responses"),
            "texts", List.of("json", "lines", "single"));

    private static final List<String> OBJECTS = List.of("fields", "usage", "moderation");

    private static final List<String> OTHERS = List.of("models", "output_text", "dimensions");

    private static final List<String> USAGE = List.of("input", "output");

    /** The categories of Spring AI, without a deprecated one. */
    private static final List<String> CATEGORIES = List.of(
            "criminal",
            "dangerous",
            "financial",
            "harassment",
            "harassmentThreatening",
            "hate",
            "hateThreatening",
            "health",
            "jailbreaking",
            "law",
            "pii",
            "selfHarm",
            "selfHarmInstructions",
            "selfHarmIntent",
            "sexual",
            "sexualMinors",
            "violence",
            "violenceGraphic");

    private final Map<String, Object> values;

    ProfileCheck(Map<String, Object> values) {
        this.values = values;
    }

    /** @throws IllegalArgumentException if a name or value is not valid */
    void check() {
        if (!(this.values.get("models") instanceof List<?> models)
                || models.isEmpty()
                || !models.stream().allMatch(model -> model instanceof String text && !text.isBlank())) {
            throw new IllegalArgumentException(
                    "models must name at least one model, such as acme/chat-*, but is " + this.values.get("models"));
        }
        TreeSet<String> names = new TreeSet<>(FORMS.keySet());
        names.addAll(OBJECTS);
        names.addAll(OTHERS);
        this.values.keySet().forEach(name -> requireKnown("field", name, names));
        FORMS.forEach((name, forms) -> {
            Object form = this.values.get(name);
            if (form != null) {
                requireKnown("form of " + name, form, forms);
            }
        });
        OBJECTS.forEach(this::requireObject);
        List<String> roles = Arrays.stream(InputRole.values())
                .map(InputRole::profileName)
                .sorted()
                .toList();
        object("fields").forEach((role, name) -> {
            requireKnown("role in fields", role, roles);
            requireName("fields." + role, name);
        });
        requireName("output_text", this.values.get("output_text"));
        object("usage").forEach((count, expression) -> {
            requireKnown("count in usage", count, USAGE);
            if (!hasGroup(expression)) {
                throw invalid(
                        "usage." + count, expression, "a regular expression with a group, such as 'tokens: (\\d+)'");
            }
        });
        object("moderation").forEach(this::checkModeration);
        Object dimensions = this.values.get("dimensions");
        if (dimensions != null && !dimensions.toString().matches("[1-9]\\d{0,8}")) {
            throw invalid("dimensions", dimensions, "a positive number");
        }
    }

    private void checkModeration(@Nullable Object code, @Nullable Object categories) {
        if (code == null || !code.toString().matches("[A-Z]\\d{1,2}")) {
            throw invalid("moderation", code, "codes such as S1");
        }
        if (!(categories instanceof String text)) {
            throw invalid("moderation." + code, categories, "categories separated by spaces");
        }
        ModelProfile.words(text).forEach(word -> requireKnown("category in moderation." + code, word, CATEGORIES));
    }

    private Map<?, ?> object(String field) {
        return ModelProfile.map(this.values.get(field));
    }

    private void requireObject(String field) {
        Object value = this.values.get(field);
        if (value != null && !(value instanceof Map)) {
            throw invalid(field, value, "an object");
        }
    }

    private void requireName(String field, @Nullable Object value) {
        if (value != null && !(value instanceof String)) {
            throw invalid(field, value, "one name");
        }
    }

    private void requireKnown(String what, @Nullable Object value, Collection<String> known) {
        if (!(value instanceof String text) || !known.contains(text)) {
            throw new IllegalArgumentException(start() + " has the unknown " + what + " '" + value + "'. Use "
                    + known.stream().collect(Collectors.joining(", ", known.size() == 1 ? "" : "one of ", ".")));
        }
    }

    private static boolean hasGroup(@Nullable Object expression) {
        try {
            return expression instanceof String text
                    && Pattern.compile(text).matcher("").groupCount() > 0;
        } catch (PatternSyntaxException ex) {
            return false;
        }
    }

    private IllegalArgumentException invalid(String field, @Nullable Object value, String valid) {
        return new IllegalArgumentException(
                start() + " has the invalid value '" + value + "' of " + field + ". Use " + valid + ".");
    }

    private String start() {
        return "The profile of " + this.values.get("models");
    }
}
