/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The steps that stop the parts of an emulator. All of them run, even if some of them fail, and even if the thread is interrupted:
 * they could otherwise neither wait for other threads nor write files.
 */
final class ShutdownSteps {

    private final List<Runnable> steps = new ArrayList<>();

    ShutdownSteps add(Runnable step) {
        this.steps.add(step);
        return this;
    }

    /** Add the step of a part, which may be null if the emulator does not have it. */
    <T> ShutdownSteps add(@Nullable T part, Consumer<T> step) {
        return part == null ? this : add(() -> step.accept(part));
    }

    /**
     * Run all steps in their order.
     *
     * @param cause the failure because of which the emulator stops, or null
     * @throws RuntimeException the cause or else the first failure, with all other failures
     */
    void run(@Nullable RuntimeException cause) {
        boolean interrupted = Thread.interrupted();
        RuntimeException first = cause;
        for (Runnable step : this.steps) {
            try {
                step.run();
            } catch (RuntimeException ex) {
                if (first == null) {
                    first = ex;
                } else {
                    first.addSuppressed(ex);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (first != null) {
            throw first;
        }
    }
}
