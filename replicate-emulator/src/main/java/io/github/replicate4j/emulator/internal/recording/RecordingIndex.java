/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the recording of a request. It keeps no bodies in memory.
 */
final class RecordingIndex {

    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "QUERY", "PUT", "DELETE");

    private static final int MAX_PROBLEMS = 10;

    private static final int MAX_CLOSEST = 3;

    private static final int MAX_COMPARED = 1_000;

    private final Path folder;

    private final List<Entry> entries = new ArrayList<>();

    private final Map<String, Sequence> sequences = new HashMap<>();

    /**
     * Read all recordings of a folder.
     *
     * @throws IllegalStateException if there are none, or some are damaged
     */
    RecordingIndex(Path folder) {
        this.folder = folder;
        List<String> problems = new ArrayList<>();
        for (Path file : RecordingFolder.recordings(folder)) {
            try {
                add(RecordingReader.read(file));
            } catch (InvalidRecordingException ex) {
                problems.add(ex.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException("The recordings in '" + folder + "' are damaged, record them again:"
                    + problems.stream()
                            .limit(MAX_PROBLEMS)
                            .map(each -> "\n- " + each)
                            .collect(Collectors.joining())
                    + (problems.size() > MAX_PROBLEMS ? "\n- and " + (problems.size() - MAX_PROBLEMS) + " more" : ""));
        }
        if (this.entries.isEmpty()) {
            throw new IllegalStateException(
                    "There are no recordings in '" + folder + "': check the folder, or record first");
        }
    }

    private void add(Recording recording) {
        if (recording.bodyType() == Recording.BodyType.EVENTS) {
            RecordedEvents.validate((Path) Objects.requireNonNull(recording.body()));
        }
        this.entries.add(new Entry(
                recording.source(),
                recording.operation(),
                String.valueOf(recording.request().get("method")),
                String.valueOf(recording.request().get("path"))));
        this.sequences
                .computeIfAbsent(RequestDescription.key(recording.request()), key -> new Sequence())
                .files
                .add(recording.source());
    }

    synchronized void reset() {
        this.sequences.values().forEach(sequence -> sequence.next = 0);
    }

    /**
     * Return the next recording of a request.
     *
     * @throws ApiException if there is none
     * @throws InvalidRecordingException if a similar one was deleted or damaged later
     */
    Path next(@Nullable String operation, Map<String, @Nullable Object> request) {
        Sequence sequence = this.sequences.get(RequestDescription.key(request));
        if (sequence == null) {
            throw unmatched(operation, request);
        }
        String method = String.valueOf(request.get("method"));
        boolean repeats = IDEMPOTENT.contains(method)
                || String.valueOf(request.get("path")).endsWith("/cancel");
        synchronized (this) {
            int last = sequence.files.size() - 1;
            if (sequence.next <= last) {
                return sequence.files.get(sequence.next++);
            }
            if (repeats) {
                return sequence.files.get(last);
            }
        }
        throw exhausted(request, sequence.files);
    }

    /** Create an exception for a recording that was deleted or damaged later. */
    static ApiException invalid(InvalidRecordingException ex) {
        return problem(
                "A recording was deleted or damaged since the emulator started (" + ex.getMessage()
                        + "): restore the file and reset the emulator, or restart the emulator",
                List.of());
    }

    private static ApiException exhausted(Map<String, @Nullable Object> request, List<Path> files) {
        String names =
                files.stream().map(file -> String.valueOf(file.getFileName())).collect(Collectors.joining(", "));
        return problem(
                "All " + files.size() + " recordings of " + target(request) + " with this body have been replayed ("
                        + names + "): reset the emulator to start again, or record more",
                List.of());
    }

    private ApiException unmatched(@Nullable String operation, Map<String, @Nullable Object> request) {
        List<Closest> closest = closest(operation, request);
        String start = "There is no recording of " + target(request) + " in '" + this.folder + "'. ";
        if (closest.isEmpty()) {
            String known = this.entries.stream()
                    .map(entry -> entry.operation() == null ? entry.method() + " " + entry.path() : entry.operation())
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "));
            return problem(start + "Recorded operations: " + known, List.of());
        }
        String nearest = closest.stream()
                .map(each -> each.file() + ": " + each.difference())
                .collect(Collectors.joining("; "));
        return problem(start + "Closest: " + nearest, closest);
    }

    private List<Closest> closest(@Nullable String operation, Map<String, @Nullable Object> request) {
        List<Entry> candidates = this.entries.stream()
                .filter(entry -> entry.isFor(request))
                .limit(MAX_COMPARED)
                .toList();
        if (candidates.isEmpty() && operation != null) {
            candidates = this.entries.stream()
                    .filter(entry -> operation.equals(entry.operation()))
                    .limit(MAX_COMPARED)
                    .toList();
        }
        Map<String, @Nullable Object> requested = RequestDescription.comparable(request);
        return candidates.stream()
                .map(entry -> Closest.of(entry.file(), requested))
                .sorted(Comparator.comparingInt(Closest::count))
                .limit(MAX_CLOSEST)
                .toList();
    }

    private static String target(Map<String, @Nullable Object> request) {
        return request.get("method") + " " + request.get("path");
    }

    private static ApiException problem(String detail, List<Closest> closest) {
        return new ApiException(ApiResponse.problem(
                404,
                "No matching recording",
                detail,
                Map.of("closest", closest.stream().map(Closest::json).toList())));
    }

    /** A recording without its bodies. */
    private record Entry(Path file, @Nullable String operation, String method, String path) {

        boolean isFor(Map<String, @Nullable Object> request) {
            return this.method.equals(request.get("method")) && this.path.equals(request.get("path"));
        }
    }

    /** The recordings of equal requests. */
    private static final class Sequence {

        private final List<Path> files = new ArrayList<>();

        private int next;
    }

    /** A recording of a similar request. */
    private record Closest(String file, int count, String difference) {

        static Closest of(Path file, Map<String, @Nullable Object> requested) {
            Recording recording = RecordingReader.read(file);
            List<String> differences =
                    Differences.between(requested, RequestDescription.comparable(recording.request()));
            String first = differences.isEmpty()
                    ? "it has been changed since the emulator started: restart the emulator"
                    : differences.get(0);
            return new Closest(recording.name(), differences.size(), first);
        }

        Map<String, String> json() {
            Map<String, String> json = new LinkedHashMap<>();
            json.put("recording", this.file);
            json.put("difference", this.difference);
            return json;
        }
    }
}
