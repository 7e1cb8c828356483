/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.model;

import io.github.replicate4j.schema.SchemaType;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The range of integers. */
final class Bounds {

    private static final BigDecimal MIN = BigDecimal.valueOf(Integer.MIN_VALUE);

    private static final BigDecimal MAX = BigDecimal.valueOf(Integer.MAX_VALUE);

    private Bounds() {}

    /** Seeds without a limit often exceed 32 bits, and so may any number in an output. */
    static ScalarType integer(SchemaType type, String name, boolean output) {
        boolean unlimited = type.maximum() == null && type.exclusiveMaximum() == null;
        if (unlimited && (output || name.equals("seed") || name.endsWith("_seed"))) {
            return ScalarType.LONG;
        }
        BigDecimal defaultValue = type.defaultValue() instanceof Number number && !(number instanceof Double)
                ? new BigDecimal(number.toString())
                : null;
        return Stream.of(new @Nullable BigDecimal[] {
                            type.minimum(),
                            type.maximum(),
                            type.exclusiveMinimum(),
                            type.exclusiveMaximum(),
                            defaultValue
                        })
                        .allMatch(Bounds::fits)
                ? ScalarType.INTEGER
                : ScalarType.LONG;
    }

    private static boolean fits(@Nullable BigDecimal bound) {
        return bound == null || bound.compareTo(MIN) >= 0 && bound.compareTo(MAX) <= 0;
    }
}
