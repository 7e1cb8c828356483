/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.server;

import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.emulator.request.RequestJournal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Records the latest requests, limited in number and size.
 */
public final class DefaultRequestJournal implements RequestJournal {

    static final int MAX_ENTRIES = 10_000;

    static final long MAX_BYTES = 64L << 20;

    private final Deque<RecordedRequest> requests = new ArrayDeque<>();

    private long bytes;

    @Override
    public synchronized List<JournalEntry> all() {
        return this.requests.stream().map(RecordedRequest::entry).toList();
    }

    synchronized RecordedRequest add(@Nullable Operation operation, ReceivedRequest request) {
        RecordedRequest recorded = new RecordedRequest(operation, request);
        this.requests.addLast(recorded);
        this.bytes += recorded.size;
        while (this.requests.size() > MAX_ENTRIES || (this.bytes > MAX_BYTES && this.requests.size() > 1)) {
            this.bytes -= this.requests.removeFirst().size;
        }
        return recorded;
    }

    @Override
    public synchronized void clear() {
        this.requests.clear();
        this.bytes = 0;
    }

    /** A request, and the status of its response once it is known. */
    static final class RecordedRequest {

        private final @Nullable Operation operation;

        private final ReceivedRequest request;

        /** Approximate memory usage in bytes. */
        private final long size;

        private volatile @Nullable Integer status;

        private RecordedRequest(@Nullable Operation operation, ReceivedRequest request) {
            this.operation = operation;
            this.request = request;
            this.size = request.body().length + sizeOf(request.headers());
        }

        private static long sizeOf(HttpHeaders headers) {
            long size = 0;
            for (String name : headers.headerNames()) {
                size += name.length();
                size += headers.getOrEmpty(name).stream()
                        .mapToLong(String::length)
                        .sum();
            }
            return size;
        }

        void status(int status) {
            this.status = status;
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
