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

package io.github.replicate4j.stream;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a prediction while it ran. Further kinds may come.
 */
public sealed interface StreamEvent {

    /**
     * Returns the id that the stream gave to the event.
     *
     * @return the id, or {@code null} if the event has none: not all do, and what is polled has none
     */
    @Nullable
    String id();

    /**
     * The model put something out: a piece of text, or the URL of a file.
     *
     * @param id id of the event, or {@code null}
     * @param data text as it came; what is no text comes as JSON
     */
    record Output(@Nullable String id, String data) implements StreamEvent {

        /** Not what was put out, which may be secret. */
        @Override
        public String toString() {
            return "Output[id=" + this.id + ", length=" + this.data.length() + "]";
        }
    }

    /**
     * The model wrote to its logs. Most streams do not tell.
     *
     * @param id id of the event, or {@code null}
     * @param data text as it came
     */
    record Logs(@Nullable String id, String data) implements StreamEvent {

        /** Not what was written, which may be secret. */
        @Override
        public String toString() {
            return "Logs[id=" + this.id + ", length=" + this.data.length() + "]";
        }
    }

    /**
     * The prediction has succeeded: nothing more comes. Any other end is an error of the stream.
     *
     * @param id id of the event, or {@code null}
     */
    record Done(@Nullable String id) implements StreamEvent {}
}
