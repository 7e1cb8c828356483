/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.compare;

import static io.github.replicate4j.generator.change.Impact.BREAKS_CALLS;
import static io.github.replicate4j.generator.change.Impact.BREAKS_SOURCE;
import static io.github.replicate4j.generator.change.Impact.COMPATIBLE;

import io.github.replicate4j.generator.change.Impact;
import io.github.replicate4j.generator.internal.model.ListType;
import io.github.replicate4j.generator.internal.model.ModelField;
import io.github.replicate4j.generator.internal.model.ObjectType;
import io.github.replicate4j.generator.internal.model.OutputDescription;
import io.github.replicate4j.generator.internal.model.ScalarType;
import io.github.replicate4j.generator.internal.model.ValueType;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/** Compares the outputs of two schemas. */
final class OutputComparison {

    private final BiConsumer<Impact, String> changes;

    /** Objects that were compared: an object may contain itself. */
    private final Set<String> visited = new HashSet<>();

    OutputComparison(BiConsumer<Impact, String> changes) {
        this.changes = changes;
    }

    void compare(OutputDescription before, OutputDescription after) {
        type("the output", before.type(), after.type());
        if (!before.nullable() && after.nullable()) {
            this.changes.accept(BREAKS_SOURCE, "the output may be null");
        }
        if (before.streamed() && !after.streamed()) {
            this.changes.accept(BREAKS_SOURCE, "the output is no longer streamed");
        } else if (!before.streamed() && after.streamed()) {
            this.changes.accept(COMPATIBLE, "the output is streamed");
        }
    }

    private void type(String name, ValueType before, ValueType after) {
        if (before instanceof ListType old && after instanceof ListType list) {
            type("an item of " + name, old.item(), list.item());
        } else if (before instanceof ObjectType old && after instanceof ObjectType object) {
            if (this.visited.add(old.name())) {
                objects(name, old, object);
            }
        } else if (!before.equals(after)) {
            boolean sameValues = before == ScalarType.LONG && after == ScalarType.INTEGER || before == ScalarType.ANY;
            this.changes.accept(
                    sameValues ? BREAKS_SOURCE : BREAKS_CALLS,
                    name + " is " + TypeComparison.describe(after) + " instead of " + TypeComparison.describe(before));
        }
    }

    private void objects(String name, ObjectType before, ObjectType after) {
        for (ModelField old : before.fields()) {
            ModelField field = TypeComparison.find(after, old.name());
            String label = TypeComparison.quoted(old.name()) + " of " + name;
            if (field == null) {
                this.changes.accept(BREAKS_CALLS, label + " was removed");
                continue;
            }
            type(label, old.type(), field.type());
            boolean wasPresent = old.required() && !old.nullable();
            if (wasPresent && !(field.required() && !field.nullable())) {
                this.changes.accept(BREAKS_SOURCE, label + " may be null");
            }
        }
        for (ModelField field : after.fields()) {
            if (TypeComparison.find(before, field.name()) == null) {
                this.changes.accept(COMPATIBLE, TypeComparison.quoted(field.name()) + " of " + name + " is new");
            }
        }
    }
}
