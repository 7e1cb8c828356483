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
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Compares the outputs of two schemas. */
final class OutputComparison {

    private final BiConsumer<Impact, String> changes;

    /** Pairs of objects that were compared: an object may contain itself. */
    private final Set<List<ObjectType>> visited = new HashSet<>();

    OutputComparison(BiConsumer<Impact, String> changes) {
        this.changes = changes;
    }

    void compare(OutputDescription before, OutputDescription after) {
        compareType("the output", before.type(), after.type());
        if (!before.nullable() && after.nullable()) {
            this.changes.accept(BREAKS_SOURCE, "the output may be null");
        }
        if (before.streamed() && !after.streamed()) {
            this.changes.accept(BREAKS_SOURCE, "the output is no longer streamed");
        } else if (!before.streamed() && after.streamed()) {
            this.changes.accept(COMPATIBLE, "the output is streamed");
        }
    }

    private void compareType(String name, ValueType before, ValueType after) {
        if (before instanceof ListType old && after instanceof ListType list) {
            compareType("an item of " + name, old.item(), list.item());
        } else if (before instanceof ObjectType old && after instanceof ObjectType object) {
            if (this.visited.add(List.of(old, object))) {
                compareObjects(name, old, object);
            }
        } else if (!before.equals(after)) {
            // A new integer may not fit into 32 bits.
            boolean fitsOldType = before != ScalarType.INTEGER && TypeComparison.accepts(before, after);
            this.changes.accept(
                    fitsOldType ? BREAKS_SOURCE : BREAKS_CALLS,
                    name + " is " + TypeComparison.describe(after) + " instead of " + TypeComparison.describe(before));
        }
    }

    private void compareObjects(String name, ObjectType before, ObjectType after) {
        for (ModelField old : before.fields()) {
            ModelField field = TypeComparison.find(after, old.name());
            String label = TypeComparison.quoted(old.name()) + " of " + name;
            if (field == null) {
                this.changes.accept(BREAKS_CALLS, label + " was removed");
                continue;
            }
            compareType(label, old.type(), field.type());
            if (isAlwaysSet(old) && !isAlwaysSet(field)) {
                this.changes.accept(BREAKS_SOURCE, label + " may be null");
            }
        }
        for (ModelField field : after.fields()) {
            if (TypeComparison.find(before, field.name()) == null) {
                this.changes.accept(COMPATIBLE, TypeComparison.quoted(field.name()) + " of " + name + " is new");
            }
        }
    }

    private static boolean isAlwaysSet(ModelField field) {
        return field.required() && !field.nullable();
    }
}
