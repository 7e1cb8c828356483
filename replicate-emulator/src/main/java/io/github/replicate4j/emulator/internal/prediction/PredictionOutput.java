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

package io.github.replicate4j.emulator.internal.prediction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The output of a run so far. It is guarded by the lock of the run.
 */
final class PredictionOutput {

    private final List<Object> items = new ArrayList<>();

    private @Nullable Object value;

    private boolean changed;

    void append(Object item) {
        if (this.value instanceof List<?> before && this.items.isEmpty()) {
            this.items.addAll(before);
        }
        this.items.add(item);
        this.changed = true;
    }

    void set(@Nullable Object value) {
        this.items.clear();
        this.changed = false;
        this.value = value;
    }

    /** Return the output, which is unmodifiable. Lists are copied when they are read, not for each item. */
    @Nullable
    Object value() {
        if (this.changed) {
            this.value = Collections.unmodifiableList(new ArrayList<>(this.items));
            this.changed = false;
        }
        return this.value;
    }
}
