/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a JSON schema.
 *
 * @param root the complete schema, in which references are resolved
 * @param keywords the keywords of this part
 */
record SchemaNode(Map<String, Object> root, Map<String, Object> keywords) {

    private static final int MAX_REFERENCES = 32;

    private static final int MAX_LEVELS = 64;

    boolean has(String keyword) {
        return this.keywords.containsKey(keyword);
    }

    @Nullable
    Object get(String keyword) {
        return this.keywords.get(keyword);
    }

    double number(String keyword, double otherwise) {
        return this.keywords.get(keyword) instanceof Number number ? number.doubleValue() : otherwise;
    }

    String text(String keyword) {
        return this.keywords.get(keyword) instanceof String text ? text : "";
    }

    /** Return an exclusive bound as an inclusive one. */
    double exclusive(String keyword, double step, int direction) {
        double bound = number(keyword, Double.NaN);
        if (Double.isNaN(bound)) {
            return direction < 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        return bound + direction * (step > 0 ? step / 2 : Math.max(1e-6, Math.abs(bound) * 1e-9));
    }

    /** Follow references, merge {@code allOf}, and choose an alternative of {@code anyOf} and {@code oneOf}. */
    SchemaNode resolved(boolean brief) {
        Map<String, Object> merged = new LinkedHashMap<>(this.keywords);
        for (int i = 0; i < MAX_REFERENCES; i++) {
            if (merged.remove("$ref") instanceof String reference) {
                merge(merged, target(reference));
            } else if (merged.remove("allOf") instanceof List<?> all) {
                all.forEach(each -> merge(merged, map(each)));
            } else if (merged.remove("anyOf") instanceof List<?> any) {
                merge(merged, alternative(any, brief));
            } else if (merged.remove("oneOf") instanceof List<?> one) {
                merge(merged, alternative(one, brief));
            } else {
                break;
            }
        }
        return new SchemaNode(this.root, merged);
    }

    /** Prefer an alternative that is not null; for short values, null or the one with the fewest levels. */
    private Map<String, Object> alternative(List<?> alternatives, boolean brief) {
        for (Object each : alternatives) {
            if (brief == "null".equals(map(each).get("type"))) {
                return map(each);
            }
        }
        Map<Limited, Integer> known = new HashMap<>();
        return alternatives.stream()
                .map(SchemaNode::map)
                .min(Comparator.comparingInt(each -> node(each).levels(MAX_LEVELS, known)))
                .orElse(Map.of());
    }

    /**
     * Return the least number of levels below a value, up to a limit, because schemas can be recursive.
     *
     * @param known the results so far, without which the time would grow exponentially with the limit
     */
    private int levels(int limit, Map<Limited, Integer> known) {
        if (limit == 0 || has("const") || has("enum") || "null".equals(type(true))) {
            return 0;
        }
        Limited key = new Limited(this.keywords, limit);
        Integer before = known.get(key);
        if (before != null) {
            return before;
        }
        List<SchemaNode> parts = new ArrayList<>(list("allOf"));
        parts.add(node(target(text("$ref"))));
        Map<String, SchemaNode> properties = properties();
        required().forEach(name -> parts.add(properties.getOrDefault(name, additional(name))));
        if (number("minItems", 0) > 0) {
            parts.addAll(list("prefixItems"));
            parts.add(node(get("items")));
        }
        int most = parts.stream()
                .filter(part -> !part.keywords().isEmpty())
                .mapToInt(part -> 1 + part.levels(limit - 1, known))
                .max()
                .orElse(0);
        int least = Stream.of("anyOf", "oneOf")
                .flatMap(keyword -> list(keyword).stream())
                .mapToInt(alternative -> 1 + alternative.levels(limit - 1, known))
                .min()
                .orElse(0);
        int levels = Math.max(most, least);
        known.put(key, levels);
        return levels;
    }

    private static void merge(Map<String, Object> merged, Map<String, Object> added) {
        added.forEach((keyword, value) -> {
            Object present = merged.get(keyword);
            if (keyword.equals("properties") && present != null) {
                Map<String, Object> both = new LinkedHashMap<>(map(present));
                map(value).forEach((name, schema) -> both.merge(name, map(schema), SchemaNode::both));
                merged.put(keyword, both);
            } else if (keyword.equals("required")
                    && present instanceof List<?> names
                    && value instanceof List<?> more) {
                List<Object> both = new ArrayList<>(names);
                both.addAll(more);
                merged.put(keyword, both);
            } else {
                merged.putIfAbsent(keyword, value);
            }
        });
    }

    /** Return a schema for values that both schemas accept. */
    private static Object both(Object present, Object added) {
        return Map.of("allOf", List.of(map(present), map(added)));
    }

    private Map<String, Object> target(String reference) {
        if (!reference.startsWith("#")) {
            return Map.of();
        }
        Object target = this.root;
        for (String name : reference.substring(1).split("/")) {
            if (!name.isEmpty()) {
                target = map(target).get(name.replace("~1", "/").replace("~0", "~"));
            }
        }
        return map(target);
    }

    /** Return the type of the values. If there are several, prefer one that is not null. */
    String type(boolean brief) {
        Object type = this.keywords.get("type");
        if (type instanceof String name) {
            return name;
        }
        if (type instanceof List<?> types && !types.isEmpty()) {
            if (brief && types.contains("null")) {
                return "null";
            }
            return types.stream()
                    .filter(each -> !"null".equals(each))
                    .map(Object::toString)
                    .findFirst()
                    .orElse("null");
        }
        if (has("properties") || has("required")) {
            return "object";
        }
        if (has("items") || has("prefixItems") || has("minItems")) {
            return "array";
        }
        return has("minimum") || has("maximum") || has("multipleOf") ? "number" : "string";
    }

    Map<String, SchemaNode> properties() {
        Map<String, SchemaNode> properties = new LinkedHashMap<>();
        map(this.keywords.get("properties")).forEach((name, schema) -> properties.put(name, node(schema)));
        return properties;
    }

    List<String> required() {
        return this.keywords.get("required") instanceof List<?> names
                ? names.stream().map(Object::toString).toList()
                : List.of();
    }

    /** Return the schema of a property that is not declared. */
    SchemaNode additional(String name) {
        for (Map.Entry<String, Object> pattern :
                map(this.keywords.get("patternProperties")).entrySet()) {
            if (PatternText.matches(pattern.getKey(), name)) {
                return node(pattern.getValue());
            }
        }
        return node(this.keywords.get("additionalProperties"));
    }

    @Nullable
    SchemaNode child(String keyword) {
        return this.keywords.get(keyword) instanceof Map<?, ?> ? node(this.keywords.get(keyword)) : null;
    }

    List<SchemaNode> list(String keyword) {
        return this.keywords.get(keyword) instanceof List<?> schemas
                ? schemas.stream().map(this::node).toList()
                : List.of();
    }

    private SchemaNode node(@Nullable Object schema) {
        return new SchemaNode(this.root, map(schema));
    }

    @SuppressWarnings("unchecked") // JSON objects have string keys
    static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
    }

    /** A part of a schema whose levels are counted up to a limit. */
    private record Limited(Map<String, Object> keywords, int limit) {}
}
