/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.outputs;

import io.github.replicate4j.event.StoredOutput;
import io.github.replicate4j.event.StoredOutputs;
import io.github.replicate4j.files.FileOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of an output that are stored. A URL that is in the output several times is stored once.
 */
final class RetainedFiles {

    private final List<Entry> all = new ArrayList<>();

    private final Map<String, Entry> byUrl = new LinkedHashMap<>();

    /** Create the files that Replicate deletes, and those that are contained in the output as data URLs. */
    RetainedFiles(List<FileOutput> files) {
        for (int index = 0; index < files.size(); index++) {
            FileOutput file = files.get(index);
            if (isRetained(file)) {
                String url = file.url().toString();
                Entry entry = new Entry(index, url, file);
                this.all.add(entry);
                this.byUrl.putIfAbsent(url, entry);
            }
        }
    }

    static boolean isRetained(FileOutput file) {
        return file.isTemporary() || isData(file);
    }

    static boolean isData(FileOutput file) {
        return "data".equalsIgnoreCase(file.url().getScheme());
    }

    /** Return one entry for each URL, in the order of the output. */
    List<Entry> distinct() {
        return List.copyOf(this.byUrl.values());
    }

    /**
     * Return the stored outputs for the event: one for each file, also if its URL is repeated.
     *
     * @param stored the stored files by the index of their {@linkplain #distinct() entry}
     */
    StoredOutputs outputs(Map<Integer, StoredOutput> stored, boolean expired) {
        List<StoredOutput> outputs = new ArrayList<>();
        for (Entry entry : this.all) {
            Entry first = this.byUrl.getOrDefault(entry.url(), entry);
            StoredOutput output = stored.get(first.index());
            if (output != null) {
                outputs.add(new StoredOutput(
                        entry.index(), output.key(), output.location(), output.contentType(), output.size()));
            }
        }
        return new StoredOutputs(outputs, expired);
    }

    /**
     * A file of an output.
     *
     * @param index index among all files of the output
     */
    record Entry(int index, String url, FileOutput file) {}
}
