/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.definition;

import io.github.replicate4j.emulator.request.Operation;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names of operations: those of the Java API, such as {@code PREDICTIONS_GET}, and those of Replicate's documentation, such
 * as {@code predictions.get}.
 */
public final class OperationNames {

    private OperationNames() {}

    /** Find an operation, or return null if it does not exist. */
    public static @Nullable Operation find(String name) {
        for (Operation operation : Operation.values()) {
            if (operation.name().equals(name) || operation.id().equals(name)) {
                return operation;
            }
        }
        return null;
    }

    /** Return a message about an unknown operation. */
    public static String unknown(String name) {
        return "contains the unknown operation \"" + name + "\": the operations are "
                + Arrays.stream(Operation.values()).map(Enum::name).collect(Collectors.joining(", "));
    }
}
