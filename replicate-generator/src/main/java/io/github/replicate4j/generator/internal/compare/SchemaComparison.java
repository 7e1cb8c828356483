/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.compare;

import static io.github.replicate4j.generator.change.Impact.BREAKS_CALLS;
import static io.github.replicate4j.generator.change.Impact.BREAKS_SOURCE;
import static io.github.replicate4j.generator.change.Impact.COMPATIBLE;

import io.github.replicate4j.generator.change.Impact;
import io.github.replicate4j.generator.change.SchemaChange;
import io.github.replicate4j.generator.internal.model.ModelDescription;
import io.github.replicate4j.generator.internal.model.ModelField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares two schemas of a model from the view of its callers. */
public final class SchemaComparison {

    private static final int MAX_VALUE_LENGTH = 40;

    private final List<SchemaChange> changes = new ArrayList<>();

    private SchemaComparison() {}

    /** Return the differences; empty if callers cannot notice any. */
    public static List<SchemaChange> compare(ModelDescription before, ModelDescription after) {
        SchemaComparison comparison = new SchemaComparison();
        comparison.inputs(before.input(), after.input());
        new OutputComparison(comparison::add).compare(before.output(), after.output());
        return comparison.changes;
    }

    private void add(Impact impact, String description) {
        this.changes.add(new SchemaChange(impact, description));
    }

    private void inputs(List<ModelField> before, List<ModelField> after) {
        Map<String, ModelField> remaining = byName(after);
        for (ModelField old : before) {
            ModelField field = remaining.remove(old.name());
            if (field == null) {
                add(BREAKS_CALLS, "input '" + old.name() + "' was removed");
            } else {
                field("input '" + old.name() + "'", old, field);
            }
        }
        remaining
                .values()
                .forEach(field -> add(
                        field.required() ? BREAKS_CALLS : COMPATIBLE,
                        "input '" + field.name() + "' is new" + (field.required() ? " and required" : "")));
        List<String> order = required(before, after);
        if (!order.equals(required(after, before))) {
            add(
                    BREAKS_SOURCE,
                    "the required inputs " + order + " have another order, and so have the parameters of 'of'");
        }
    }

    private static Map<String, ModelField> byName(List<ModelField> fields) {
        Map<String, ModelField> result = new LinkedHashMap<>();
        fields.forEach(field -> result.put(field.name(), field));
        return result;
    }

    /** Return the names of the fields that are required in both. */
    private static List<String> required(List<ModelField> fields, List<ModelField> others) {
        Map<String, ModelField> other = byName(others);
        return fields.stream()
                .filter(ModelField::required)
                .map(ModelField::name)
                .filter(name -> other.containsKey(name)
                        && Objects.requireNonNull(other.get(name)).required())
                .toList();
    }

    private void field(String name, ModelField before, ModelField after) {
        new TypeComparison(this::add).compareInput(name, before.type(), after.type());
        if (!before.required() && after.required()) {
            add(BREAKS_CALLS, name + " is now required");
        } else if (before.required() && !after.required()) {
            add(BREAKS_SOURCE, name + " is no longer required, and no longer a parameter of 'of'");
        }
        if (before.required() && before.nullable() && !after.nullable()) {
            add(BREAKS_CALLS, name + " no longer accepts null");
        }
        limit(name, "minimum", before.declared().minimum(), after.declared().minimum(), 1);
        limit(name, "maximum", before.declared().maximum(), after.declared().maximum(), -1);
        Object oldDefault = before.defaultValue();
        Object newDefault = after.defaultValue();
        if (!Objects.equals(oldDefault, newDefault) && !after.required()) {
            add(COMPATIBLE, name + " has the default " + show(newDefault) + " instead of " + show(oldDefault));
        }
    }

    /** @param sign 1 if a greater limit is narrower */
    private void limit(String name, String limit, @Nullable BigDecimal before, @Nullable BigDecimal after, int sign) {
        boolean equal = before == null || after == null ? before == after : before.compareTo(after) == 0;
        if (!equal) {
            boolean narrower = after != null && (before == null || after.compareTo(before) * sign > 0);
            add(
                    narrower ? BREAKS_CALLS : COMPATIBLE,
                    name + " has the " + limit + " " + show(after) + " instead of " + show(before));
        }
    }

    private static String show(@Nullable Object value) {
        if (value == null) {
            return "none";
        }
        String text = value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() > MAX_VALUE_LENGTH ? line.substring(0, MAX_VALUE_LENGTH) + "..." : line;
    }
}
