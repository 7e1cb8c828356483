/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.prediction;

import io.github.replicate4j.emulator.internal.http.EmulatorAddress;
import io.github.replicate4j.emulator.internal.json.Json;
import io.github.replicate4j.emulator.internal.stream.EventLog;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction.Status;
import io.github.replicate4j.emulator.request.Operation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The event stream of one prediction. Its URL requires no token because the URL is secret: it contains the stream id, which
 * consists of the prediction id and a random suffix.
 */
public final class PredictionStream {

    /**
     * The path of streams with file output. Clients distinguish it by its prefix from {@link Operation#STREAM}, the path
     * of all other streams.
     */
    public static final String FILES_PATH = "/v1/files/{stream_id}/stream";

    private final EventLog events = new EventLog();

    private final EmulatorAddress address;

    private final String id;

    private final boolean files;

    private final Map<Long, Integer> outputsPerSecond = new LinkedHashMap<>();

    PredictionStream(String id, boolean files, EmulatorAddress address) {
        this.id = id;
        this.files = files;
        this.address = address;
    }

    /** Create the id of the stream of a prediction. */
    static String newId(String predictionId) {
        return predictionId + RandomIds.next();
    }

    /** Return the id of the prediction that the stream id belongs to. */
    public static String predictionId(String streamId) {
        return streamId.substring(0, streamId.length() / 2);
    }

    String id() {
        return this.id;
    }

    boolean hasFiles() {
        return this.files;
    }

    public boolean hasId(String streamId) {
        return this.id.equals(streamId);
    }

    public URI uri() {
        String path = this.files ? FILES_PATH : Operation.STREAM.path();
        return URI.create(this.address.root() + path.replace("{stream_id}", this.id));
    }

    public EventLog events() {
        return this.events;
    }

    public void output(Instant time, @Nullable Object item) {
        long second = this.events.add(time, "output", item instanceof String text ? text : json(item));
        synchronized (this.outputsPerSecond) {
            this.outputsPerSecond.merge(second, 1, Integer::sum);
        }
    }

    /** Return the number of outputs by second, from which the ids of their events follow. */
    Map<Long, Integer> outputsPerSecond() {
        synchronized (this.outputsPerSecond) {
            return Collections.unmodifiableMap(new LinkedHashMap<>(this.outputsPerSecond));
        }
    }

    /** Add the events from before a restart, with the same ids. */
    void restore(EmulatedPrediction saved, Map<Long, Integer> savedOutputsPerSecond) {
        Instant end = saved.completedAt() == null ? saved.createdAt() : saved.completedAt();
        List<Instant> times = new ArrayList<>();
        savedOutputsPerSecond.forEach(
                (second, count) -> times.addAll(Collections.nCopies(count, Instant.ofEpochSecond(second))));
        List<?> items = saved.output() instanceof List<?> list ? list : Collections.singletonList(saved.output());
        if (items.size() != times.size() && times.size() == 1) {
            items = Collections.singletonList(saved.output());
        }
        for (int i = 0; saved.output() != null && i < items.size(); i++) {
            // A value that replaced earlier ones has fewer items than there were events.
            output(items.size() == times.size() ? times.get(i) : end, items.get(i));
        }
        if (saved.status().isTerminal()) {
            complete(end, saved.status(), saved.error());
        }
    }

    /** Remove the events of a stream that has ended. */
    void clear() {
        this.events.clear();
        synchronized (this.outputsPerSecond) {
            this.outputsPerSecond.clear();
        }
    }

    public void complete(Instant time, Status status, @Nullable String error) {
        if (status == Status.FAILED) {
            this.events.add(time, "error", json(Map.of("detail", error == null ? "" : error)));
        }
        this.events.add(time, "done", json(doneData(status)));
        this.events.end();
    }

    /** End the stream without a final event. */
    public void close() {
        this.events.end();
    }

    private static Map<String, String> doneData(Status status) {
        return switch (status) {
            case FAILED -> Map.of("reason", "error");
            case CANCELED, ABORTED -> Map.of("reason", "canceled");
            default -> Map.of();
        };
    }

    private static String json(@Nullable Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
