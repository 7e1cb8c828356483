/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.compare;

import static io.github.replicate4j.generator.change.Impact.BREAKS_CALLS;
import static io.github.replicate4j.generator.change.Impact.COMPATIBLE;

import io.github.replicate4j.generator.change.Impact;
import io.github.replicate4j.internal.validation.Description;
import io.github.replicate4j.schema.SchemaType;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares the limits of the values of an input, and of their items. */
final class LimitComparison {

    /** A list may contain itself. */
    private static final int MAX_DEPTH = 10;

    private static final List<Limit> LIMITS = List.of(
            new Limit("minimum", 1, SchemaType::minimum),
            new Limit("maximum", -1, SchemaType::maximum),
            new Limit("exclusive minimum", 1, SchemaType::exclusiveMinimum),
            new Limit("exclusive maximum", -1, SchemaType::exclusiveMaximum),
            new Limit("minimum length", 1, type -> decimal(type.minLength())),
            new Limit("maximum length", -1, type -> decimal(type.maxLength())),
            new Limit("minimum number of items", 1, type -> decimal(type.minItems())),
            new Limit("maximum number of items", -1, type -> decimal(type.maxItems())));

    private final BiConsumer<Impact, String> changes;

    LimitComparison(BiConsumer<Impact, String> changes) {
        this.changes = changes;
    }

    /** @param sign 1 if a greater limit is narrower, -1 if a smaller one is */
    private record Limit(String name, int sign, Function<SchemaType, @Nullable BigDecimal> value) {}

    private static @Nullable BigDecimal decimal(@Nullable Long number) {
        return number == null ? null : BigDecimal.valueOf(number);
    }

    void compare(String name, SchemaType before, SchemaType after) {
        compare(name, before, after, 0);
    }

    private void compare(String name, SchemaType before, SchemaType after, int depth) {
        for (Limit limit : LIMITS) {
            compare(name, limit, limit.value().apply(before), limit.value().apply(after));
        }
        SchemaType items = before.items();
        SchemaType newItems = after.items();
        if (items != null && newItems != null && depth < MAX_DEPTH) {
            compare("an item of " + name, items, newItems, depth + 1);
        }
    }

    private void compare(String name, Limit limit, @Nullable BigDecimal before, @Nullable BigDecimal after) {
        boolean equal = before == null || after == null ? before == after : before.compareTo(after) == 0;
        if (!equal) {
            boolean narrower = after != null && (before == null || after.compareTo(before) * limit.sign() > 0);
            this.changes.accept(
                    narrower ? BREAKS_CALLS : COMPATIBLE,
                    name + " has the " + limit.name() + " " + show(after) + " instead of " + show(before));
        }
    }

    private static String show(@Nullable BigDecimal limit) {
        return limit == null ? "none" : Description.number(limit);
    }
}
