/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.emulator.internal.script;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A step of a script.
 */
public sealed interface Step {

    /** Time that passes before the model starts. */
    record Boot(Duration duration) implements Step {}

    /** Time that passes while the model runs. */
    record Pause(Duration duration) implements Step {}

    record Log(String text) implements Step {}

    /** An item to append to the output, which is a list. */
    record Output(Object item) implements Step {}

    /** The whole output. */
    record OutputValue(@Nullable Object value) implements Step {}

    /** A file whose URL is appended to the output or is the whole output. */
    record OutputFile(Supplier<byte[]> content, String extension, boolean inList) implements Step {}

    /** An output that is computed when the script reaches this step. */
    record ComputedOutput(Function<FileSink, Object> output) implements Step {}

    record Metric(String name, Object value) implements Step {}

    record Succeed() implements Step {}

    record Fail(String message) implements Step {}

    /** Runs indefinitely. */
    record Hang() implements Step {}

    /** Stores the output files of a script. */
    @FunctionalInterface
    interface FileSink {

        /** Add a file, and return its URL. */
        String add(byte[] content, String extension);
    }
}
