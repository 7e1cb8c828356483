/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.compare;

import static io.github.replicate4j.generator.change.Impact.BREAKS_CALLS;
import static io.github.replicate4j.generator.change.Impact.BREAKS_SOURCE;
import static io.github.replicate4j.generator.change.Impact.COMPATIBLE;

import io.github.replicate4j.generator.change.Impact;
import io.github.replicate4j.generator.internal.model.ChoiceType;
import io.github.replicate4j.generator.internal.model.ListType;
import io.github.replicate4j.generator.internal.model.ModelField;
import io.github.replicate4j.generator.internal.model.ObjectType;
import io.github.replicate4j.generator.internal.model.ScalarType;
import io.github.replicate4j.generator.internal.model.ValueType;
import io.github.replicate4j.internal.validation.Description;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Compares the types of two fields. */
final class TypeComparison {

    private final BiConsumer<Impact, String> changes;

    /** Pairs of objects that were compared: an object may contain itself. */
    private final Set<List<ObjectType>> visited = new HashSet<>();

    TypeComparison(BiConsumer<Impact, String> changes) {
        this.changes = changes;
    }

    /** @param optional what else is reported of a field that is no longer required */
    void compareField(String name, ModelField before, ModelField after, String optional) {
        compareType(name, before.type(), after.type());
        if (!before.required() && after.required()) {
            this.changes.accept(BREAKS_CALLS, name + " is now required");
        } else if (before.required() && !after.required()) {
            this.changes.accept(BREAKS_SOURCE, name + " is no longer required" + optional);
        }
        if (before.required() && before.nullable() && !after.nullable()) {
            this.changes.accept(BREAKS_CALLS, name + " no longer accepts null");
        }
        new LimitComparison(this.changes).compare(name, before.declared(), after.declared());
        Object oldDefault = before.defaultValue();
        Object newDefault = after.defaultValue();
        if (!Objects.equals(oldDefault, newDefault) && !after.required()) {
            this.changes.accept(
                    COMPATIBLE, name + " has the default " + show(newDefault) + " instead of " + show(oldDefault));
        }
    }

    private static String show(@Nullable Object value) {
        return value == null ? "none" : Description.printable(value);
    }

    /** Return the name of a field, which can be any text. */
    static String quoted(String name) {
        return "'" + Description.printable(name) + "'";
    }

    private void compareType(String name, ValueType before, ValueType after) {
        if (before instanceof ChoiceType old && after instanceof ChoiceType choice && old.isText() == choice.isText()) {
            choices(name, old, choice);
        } else if (before instanceof ListType old && after instanceof ListType list) {
            compareType("an item of " + name, old.item(), list.item());
        } else if (before instanceof ObjectType old && after instanceof ObjectType object) {
            if (this.visited.add(List.of(old, object))) {
                objects(name, old, object);
            }
        } else if (!before.equals(after)) {
            this.changes.accept(
                    accepts(after, before) ? BREAKS_SOURCE : BREAKS_CALLS,
                    name + " is " + describe(after) + " instead of " + describe(before));
        }
    }

    private void choices(String name, ChoiceType before, ChoiceType after) {
        List<Object> removed = new ArrayList<>(before.values());
        removed.removeAll(after.values());
        if (!removed.isEmpty()) {
            this.changes.accept(BREAKS_CALLS, name + " no longer accepts " + Description.list(removed));
        }
        List<Object> added = new ArrayList<>(after.values());
        added.removeAll(before.values());
        if (!added.isEmpty()) {
            this.changes.accept(COMPATIBLE, name + " also accepts " + Description.list(added));
        }
        if (!before.name().equals(after.name())) {
            this.changes.accept(
                    BREAKS_SOURCE,
                    name + " has the type " + quoted(after.name()) + " instead of " + quoted(before.name()));
        }
    }

    private void objects(String name, ObjectType before, ObjectType after) {
        for (ModelField old : before.fields()) {
            ModelField field = find(after, old.name());
            String label = quoted(old.name()) + " of " + name;
            if (field == null) {
                this.changes.accept(BREAKS_CALLS, label + " was removed");
                continue;
            }
            compareField(label, old, field, "");
        }
        for (ModelField field : after.fields()) {
            if (find(before, field.name()) == null) {
                this.changes.accept(
                        field.required() ? BREAKS_CALLS : COMPATIBLE,
                        quoted(field.name()) + " of " + name + " is new" + (field.required() ? " and required" : ""));
            }
        }
    }

    static @Nullable ModelField find(ObjectType object, String name) {
        return object.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Return whether values of one type are values of another one. */
    static boolean accepts(ValueType wide, ValueType narrow) {
        if (wide == ScalarType.ANY) {
            return true;
        }
        if (wide == ScalarType.TEXT || wide == ScalarType.SECRET) {
            return narrow == ScalarType.TEXT
                    || narrow == ScalarType.SECRET
                    || narrow == ScalarType.FILE
                    || narrow instanceof ChoiceType choice && choice.isText();
        }
        if (wide == ScalarType.INTEGER || wide == ScalarType.LONG) {
            return narrow == ScalarType.INTEGER
                    || narrow == ScalarType.LONG
                    || narrow instanceof ChoiceType choice && choice.isInteger();
        }
        if (wide == ScalarType.DECIMAL) {
            return narrow == ScalarType.INTEGER
                    || narrow == ScalarType.LONG
                    || narrow instanceof ChoiceType choice && !choice.isText();
        }
        return wide == ScalarType.MAP && narrow instanceof ObjectType;
    }

    static String describe(ValueType type) {
        if (type instanceof ListType list) {
            return "a list (each item is " + describe(list.item()) + ")";
        }
        if (type instanceof ChoiceType choice) {
            return "one of " + Description.list(choice.values());
        }
        if (!(type instanceof ScalarType scalar)) {
            return "an object with known fields";
        }
        return switch (scalar) {
            case TEXT -> "a string";
            case SECRET -> "a secret";
            case FILE -> "a file";
            case INTEGER -> "an integer";
            case LONG -> "a long integer";
            case DECIMAL -> "a number";
            case BOOLEAN -> "true or false";
            case MAP -> "an object";
            case ANY -> "any value";
        };
    }
}
