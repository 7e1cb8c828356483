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

import io.github.replicate4j.emulator.http.ReceivedRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The requests that an emulator received, in the order in which they came.
 *
 * <p>It keeps the latest 10,000, and of those as many as have bodies of up to 64 MB in all. Of an upload it keeps the first megabyte.
 */
public final class RequestJournal {

    static final int MAX_ENTRIES = 10_000;
    static final long MAX_BYTES = 64L << 20;

    private final Deque<Line> lines = new ArrayDeque<>();
    private long bytes;

    RequestJournal() {}

    /**
     * Returns all requests that are kept, the oldest first.
     *
     * @return the requests, as they are now
     */
    public synchronized List<JournalEntry> all() {
        return this.lines.stream().map(Line::entry).toList();
    }

    /**
     * Returns the requests for an operation, the oldest first.
     *
     * @param operation the operation
     * @return the requests, as they are now
     */
    public List<JournalEntry> to(Operation operation) {
        return all().stream().filter(entry -> entry.operation() == operation).toList();
    }

    /**
     * Returns the requests that ask for a prediction, by whichever of the three operations that do, the oldest first.
     *
     * @return the requests, as they are now, be they answered well or not
     */
    public List<JournalEntry> creates() {
        return all().stream().filter(JournalEntry::createsPrediction).toList();
    }

    synchronized Line add(@Nullable Operation operation, ReceivedRequest request) {
        Line line = new Line(operation, request);
        this.lines.addLast(line);
        this.bytes += request.body().length;
        while (this.lines.size() > MAX_ENTRIES || (this.bytes > MAX_BYTES && this.lines.size() > 1)) {
            this.bytes -= this.lines.removeFirst().request.body().length;
        }
        return line;
    }

    synchronized void clear() {
        this.lines.clear();
        this.bytes = 0;
    }

    /** A request whose answer is still to come. */
    static final class Line {

        private final @Nullable Operation operation;
        private final ReceivedRequest request;
        private volatile @Nullable Integer status;

        private Line(@Nullable Operation operation, ReceivedRequest request) {
            this.operation = operation;
            this.request = request;
        }

        void answered(int with) {
            this.status = with;
        }

        private JournalEntry entry() {
            HttpHeaders headers = new HttpHeaders();
            headers.putAll(this.request.headers());
            headers.remove(HttpHeaders.AUTHORIZATION);
            return new JournalEntry(
                    this.operation,
                    this.request.method(),
                    this.request.uri(),
                    HttpHeaders.readOnlyHttpHeaders(headers),
                    this.request.header(HttpHeaders.AUTHORIZATION),
                    this.request.body(),
                    this.request.receivedAt(),
                    this.status);
        }
    }
}
