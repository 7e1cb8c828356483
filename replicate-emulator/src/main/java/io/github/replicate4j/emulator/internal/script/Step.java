/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.script;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A step of a model script.
 */
public sealed interface Step {

    /** Time that passes before the model starts. */
    record Boot(Duration duration) implements Step {}

    /** Time that passes while the model runs. */
    record Pause(Duration duration) implements Step {}

    /** Text to append to the logs. */
    record Log(String text) implements Step {}

    /** An item to append to the output, which is a list. */
    record Output(Object item) implements Step {}

    /** The complete output. */
    record OutputValue(@Nullable Object value) implements Step {}

    /** A file whose URL is appended to the output list, or becomes the complete output. */
    record OutputFile(Supplier<byte[]> content, String extension, boolean inList) implements Step {}

    /** An output that is computed when the script executes this step. */
    record ComputedOutput(Function<FileSink, Object> output) implements Step {}

    /** The output is complete, although the prediction is not. */
    record OutputComplete() implements Step {}

    /** Logs that are null until there are any. */
    record WithoutLogs() implements Step {}

    /** A metric of the prediction. */
    record Metric(String name, Object value) implements Step {}

    /** Completes the prediction successfully. */
    record Succeed() implements Step {}

    /** Completes the prediction with an error. */
    record Fail(String message) implements Step {}

    /** Runs until the prediction is canceled or its deadline expires. */
    record Hang() implements Step {}

    /** Stores the output files of a script. */
    @FunctionalInterface
    interface FileSink {

        /** Add a file, and return its URL. */
        String add(byte[] content, String extension);
    }
}
