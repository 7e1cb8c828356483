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

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.internal.sse.ServerSentEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the last event of a stream says of the end.
 *
 * @param kind how the prediction ended
 * @param detail why it failed, if the event says so
 */
record TerminalEvent(Kind kind, @Nullable String detail) {

    enum Kind {
        SUCCEEDED,
        FAILED,
        CANCELED,
        /** The stream ended, and the prediction has to be asked for how. */
        NOT_TOLD
    }

    /** Returns {@code null} if the event is not the last one. */
    static @Nullable TerminalEvent of(ServerSentEvent event) {
        return switch (event.type()) {
            case "error" -> new TerminalEvent(Kind.FAILED, detail(event.data()));
            case "done" -> new TerminalEvent(kind(field(event.data(), "reason")), null);
            default -> null;
        };
    }

    private static Kind kind(@Nullable Object reason) {
        if (reason == null) {
            return Kind.SUCCEEDED;
        }
        return switch (reason.toString()) {
            case "error" -> Kind.FAILED;
            case "canceled" -> Kind.CANCELED;
            default -> Kind.NOT_TOLD;
        };
    }

    private static String detail(String data) {
        Object detail = field(data, "detail");
        return detail == null ? data : detail.toString();
    }

    private static @Nullable Object field(String json, String name) {
        try {
            return Json.<Map<String, @Nullable Object>>read(json.getBytes(StandardCharsets.UTF_8), Map.class)
                    .get(name);
        } catch (UnreadableJsonException ex) {
            return null;
        }
    }
}
