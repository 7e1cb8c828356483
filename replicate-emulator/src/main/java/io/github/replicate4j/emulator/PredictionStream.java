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

import io.github.replicate4j.emulator.EmulatedPrediction.Status;
import io.github.replicate4j.emulator.http.EmulatorAddress;
import io.github.replicate4j.emulator.http.Json;
import io.github.replicate4j.emulator.stream.EventLog;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stream of one prediction. Its URL is a secret, so that no token is needed: it has an id of its own, which begins
 * with that of the prediction.
 */
final class PredictionStream {

    /** Where output that is text is streamed. */
    static final String TEXT_ROUTE = "/v1/streams/{stream_id}";

    /** Where output that is files is streamed: clients tell the two apart by how the path begins. */
    static final String FILES_ROUTE = "/v1/files/{stream_id}/stream";

    private final EventLog events = new EventLog();
    private final EmulatorAddress address;
    private final String id;
    private final boolean files;

    PredictionStream(String predictionId, boolean files, EmulatorAddress address) {
        this.id = predictionId + PredictionIds.next();
        this.files = files;
        this.address = address;
    }

    /** The id of the prediction that may have the stream of this id. */
    static String predictionOf(String streamId) {
        return streamId.substring(0, streamId.length() / 2);
    }

    boolean isNamed(String streamId) {
        return this.id.equals(streamId);
    }

    URI uri() {
        String route = this.files ? FILES_ROUTE : TEXT_ROUTE;
        return URI.create(this.address.root() + route.replace("{stream_id}", this.id));
    }

    EventLog events() {
        return this.events;
    }

    void output(Instant time, Object item) {
        this.events.add(time, "output", item instanceof String text ? text : json(item));
    }

    void end(Instant time, Status status, @Nullable String error) {
        if (status == Status.FAILED) {
            this.events.add(time, "error", json(Map.of("detail", error == null ? "" : error)));
        }
        this.events.add(time, "done", json(reason(status)));
        this.events.end();
    }

    /** Ends without a word. */
    void close() {
        this.events.end();
    }

    private static Map<String, String> reason(Status status) {
        return switch (status) {
            case FAILED -> Map.of("reason", "error");
            case CANCELED, ABORTED -> Map.of("reason", "canceled");
            default -> Map.of();
        };
    }

    private static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
