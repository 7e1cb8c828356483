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

package io.github.replicate4j.emulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run has put out so far. Guarded by the lock of the run. */
final class RunOutput {

    private final List<Object> items = new ArrayList<>();
    private @Nullable Object value;
    private boolean grown;

    void append(Object item) {
        if (this.value instanceof List<?> before && this.items.isEmpty()) {
            this.items.addAll(before);
        }
        this.items.add(item);
        this.grown = true;
    }

    void set(@Nullable Object whole) {
        this.items.clear();
        this.grown = false;
        this.value = whole;
    }

    /** The output, which does not change any more. Lists are copied when somebody looks, not with each item. */
    @Nullable
    Object value() {
        if (this.grown) {
            this.value = Collections.unmodifiableList(new ArrayList<>(this.items));
            this.grown = false;
        }
        return this.value;
    }
}
