/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Creates a value that a JSON schema accepts. The same schema and prompt always produce the same value, whose texts, numbers
 * and choices are taken from the prompt as far as the schema allows.
 */
final class JsonInstance {

    // Recursive schemas: only required properties below this depth.
    private static final int DEPTH = 5;

    // Far above the depth of any schema that is not endless.
    private static final int MAX_DEPTH = 64;

    private static final int MAX_ITEMS = 1_000;

    private static final int FEW = 7;

    private final SchemaNode root;

    private final PromptWords prompt;

    private int count;

    private int texts;

    // Whether values must differ from each other, so that numbers and texts are not taken from the prompt again.
    private boolean varied;

    /**
     * Create an instance.
     *
     * @param variant selects other values than variant 0
     */
    JsonInstance(Map<String, Object> schema, PromptWords prompt, int variant) {
        this.root = new SchemaNode(schema, schema);
        this.prompt = prompt;
        this.count = variant;
        this.texts = variant;
    }

    /**
     * Create a value.
     *
     * @throws IllegalArgumentException if the schema accepts no finite value
     */
    @Nullable
    Object create() {
        return create(this.root, "value", 0);
    }

    private @Nullable Object create(SchemaNode reference, String name, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("The schema accepts no finite value, because '" + name
                    + "' always contains itself: make a property optional or nullable");
        }
        SchemaNode schema = reference.resolved(depth >= DEPTH);
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.get("enum") instanceof List<?> choices && !choices.isEmpty()) {
            return choice(choices);
        }
        return switch (schema.type(depth >= DEPTH)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "integer" -> number(schema, true);
            case "number" -> number(schema, false);
            case "boolean" -> this.count++ % 2 == 0;
            case "null" -> null;
            default -> text(schema, name);
        };
    }

    private String text(SchemaNode schema, String name) {
        int index = this.texts++;
        return new TextInstance(schema, this.prompt, index).create(this.varied ? index + " " : "", name);
    }

    private @Nullable Object choice(List<?> choices) {
        for (Object choice : choices) {
            if (choice instanceof String text && this.prompt.mentions(text)) {
                return text;
            }
        }
        return choices.get(0);
    }

    private Map<String, @Nullable Object> object(SchemaNode schema, int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>(schema.required());
        if (depth < DEPTH) {
            names.addAll(schema.properties().keySet());
        }
        // The order of the declaration, then required properties without a declaration.
        schema.properties().forEach((name, property) -> {
            if (names.remove(name)) {
                object.put(name, create(property, name, depth + 1));
            }
        });
        for (String name : names) {
            object.put(name, create(schema.additional(name), name, depth + 1));
        }
        int least = Math.min(MAX_ITEMS, (int) schema.number("minProperties", 0));
        for (int i = 1; object.size() < least; i++) {
            object.put("property_" + i, create(schema.additional("property_" + i), "property", depth + 1));
        }
        return object;
    }

    private List<@Nullable Object> array(SchemaNode schema, String name, int depth) {
        List<SchemaNode> first = schema.list("prefixItems");
        SchemaNode items = schema.child("items");
        int least = (int) schema.number("minItems", 0);
        int most = (int) schema.number("maxItems", MAX_ITEMS);
        int wanted = depth >= DEPTH ? least : Math.max(Math.max(least, first.size()), 2);
        int size = Math.min(Math.min(wanted, most), MAX_ITEMS);
        boolean unique = Boolean.TRUE.equals(schema.get("uniqueItems"));
        String item = name.length() > 3 && name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
        List<@Nullable Object> array = new ArrayList<>();
        for (int attempt = 0; array.size() < size && attempt < 4 * size + 16; attempt++) {
            int at = array.size();
            this.varied = unique && attempt > at;
            Object value;
            if (at < first.size()) {
                value = create(first.get(at), item, depth + 1);
            } else if (unique && items != null && items.resolved(false).get("enum") instanceof List<?> choices) {
                value = choices.get(attempt % choices.size());
            } else if (items == null) {
                value = text(new SchemaNode(Map.of(), Map.of()), item);
            } else {
                value = create(items, item, depth + 1);
            }
            if (!unique || !array.contains(value)) {
                array.add(value);
            }
        }
        this.varied = false;
        return array;
    }

    /** Return a number of the prompt if it is in the range, or one near the lower bound. */
    private Number number(SchemaNode schema, boolean integer) {
        double step = schema.number("multipleOf", integer ? 1 : 0);
        double least = Math.max(
                schema.number("minimum", Double.NEGATIVE_INFINITY), schema.exclusive("exclusiveMinimum", step, 1));
        double most = Math.min(
                schema.number("maximum", Double.POSITIVE_INFINITY), schema.exclusive("exclusiveMaximum", step, -1));
        if (step > 0) {
            least = Math.ceil(least / step) * step;
            most = Math.floor(most / step) * step;
        }
        int at = this.count++;
        for (int i = 0; !this.varied && i < this.prompt.numbers().size(); i++) {
            double number =
                    this.prompt.numbers().get((at + i) % this.prompt.numbers().size());
            if (number >= least && number <= most && (step == 0 || number % step == 0)) {
                return json(number, integer);
            }
        }
        double unit = step > 0 ? step : 1;
        double low = Double.isInfinite(least) ? Math.min(1, most) : least;
        double first =
                step > 0 ? (Double.isInfinite(least) ? Math.floor(low / unit) : Math.ceil(low / unit)) * unit : low;
        double choices = Math.min(this.varied ? MAX_ITEMS : FEW, Math.floor((most - first) / unit) + 1);
        return json(choices < 1 ? least + (most - least) / 2 : first + at % (int) choices * unit, integer);
    }

    private static Number json(double number, boolean integer) {
        return integer || number == Math.rint(number) && Math.abs(number) < 1e15 ? (Number) (long) number : number;
    }
}
