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

package io.github.replicate4j.emulator.internal.stream;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a prediction, as its stream tells it.
 *
 * @param second when it happened, in seconds since 1970
 * @param index how many events happened in that second before this one
 * @param type {@code output}, {@code error} or {@code done}
 * @param data the payload, of one line or many
 */
public record LoggedEvent(long second, int index, String type, String data) {

    String id() {
        return this.second + ":" + this.index;
    }

    /** Whether it came after the event with this id. Every event comes after one that never was. */
    boolean isAfter(@Nullable String other) {
        if (other == null) {
            return true;
        }
        int colon = other.indexOf(':');
        try {
            long then = Long.parseLong(other.substring(0, Math.max(0, colon)));
            int before = Integer.parseInt(other.substring(colon + 1));
            return this.second > then || (this.second == then && this.index > before);
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
