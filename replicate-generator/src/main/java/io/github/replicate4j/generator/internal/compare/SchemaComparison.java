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
import io.github.replicate4j.internal.validation.Description;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares two schemas of a model from the view of its callers. */
public final class SchemaComparison {

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
            String name = "input " + TypeComparison.quoted(old.name());
            if (field == null) {
                add(BREAKS_CALLS, name + " was removed");
            } else {
                new TypeComparison(this::add).compareField(name, old, field, ", and no longer a parameter of 'of'");
            }
        }
        remaining
                .values()
                .forEach(field -> add(
                        field.required() ? BREAKS_CALLS : COMPATIBLE,
                        "input " + TypeComparison.quoted(field.name()) + " is new"
                                + (field.required() ? " and required" : "")));
        List<String> order = required(before, after);
        if (!order.equals(required(after, before))) {
            add(
                    BREAKS_SOURCE,
                    "the required inputs " + Description.list(order)
                            + " have another order, and so have the parameters of 'of'");
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
}
