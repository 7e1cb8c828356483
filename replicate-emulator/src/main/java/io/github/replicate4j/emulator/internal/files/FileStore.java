/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.files;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Stores uploaded files until they expire.
 */
public final class FileStore {

    private final InstantSource clock;

    private final Map<String, Entry> files = new LinkedHashMap<>();

    private long lastSequence;

    public FileStore(InstantSource clock) {
        this.clock = clock;
    }

    private record Entry(long sequence, StoredFile file) {}

    public synchronized void add(StoredFile file) {
        deleteExpired();
        this.files.put(file.id(), new Entry(++this.lastSequence, file));
    }

    /** Return all files, oldest first. */
    public synchronized List<StoredFile> all() {
        deleteExpired();
        return this.files.values().stream().map(Entry::file).toList();
    }

    public synchronized @Nullable StoredFile find(String id) {
        deleteExpired();
        Entry entry = this.files.get(id);
        return entry == null ? null : entry.file();
    }

    /** Return the path of the content, or null if the file does not exist. */
    public @Nullable Path content(String id) {
        StoredFile file = find(id);
        return file == null ? null : file.content();
    }

    /** Delete a file, and return whether it existed. */
    public synchronized boolean remove(String id) {
        deleteExpired();
        Entry entry = this.files.remove(id);
        if (entry != null) {
            TemporaryFolder.delete(entry.file().content());
        }
        return entry != null;
    }

    public synchronized NavigableMap<String, StoredFile> newestFirst() {
        deleteExpired();
        NavigableMap<String, StoredFile> sorted = new TreeMap<>(Comparator.reverseOrder());
        this.files
                .values()
                .forEach(entry -> sorted.put(String.format(Locale.ROOT, "%012d", entry.sequence()), entry.file()));
        return sorted;
    }

    public synchronized void clear() {
        this.files.values().forEach(entry -> TemporaryFolder.delete(entry.file().content()));
        this.files.clear();
    }

    private void deleteExpired() {
        Instant now = this.clock.instant();
        List<Entry> expired = this.files.values().stream()
                .filter(entry -> !now.isBefore(entry.file().expiresAt()))
                .toList();
        for (Entry entry : expired) {
            this.files.remove(entry.file().id());
            TemporaryFolder.delete(entry.file().content());
        }
    }
}
