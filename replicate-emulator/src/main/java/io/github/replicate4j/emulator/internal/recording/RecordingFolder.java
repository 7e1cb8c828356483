/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of recordings, to which new ones are added. Their names begin with a number in the order of the requests.
 */
final class RecordingFolder {

    static final String EXTENSION = ".json";

    static final String EVENTS_EXTENSION = ".events.jsonl";

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})[-.].*");

    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]+");

    private final Path folder;

    private final AtomicInteger last;

    /**
     * Open a folder, and create it if it does not exist.
     *
     * @throws IllegalStateException if files cannot be created in it
     */
    RecordingFolder(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "writable", ".part"));
            try (Stream<Path> files = Files.list(folder)) {
                this.last = new AtomicInteger(
                        files.mapToInt(RecordingFolder::number).max().orElse(0));
            }
        } catch (IOException ex) {
            throw new IllegalStateException(
                    "The folder for recordings '" + folder + "' is not writable (" + ex + "): choose another one", ex);
        }
    }

    /** Return the recordings of a folder, without the files of bodies, in the order of their requests. */
    static List<Path> recordings(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(EXTENSION))
                    .sorted(Comparator.comparingInt(RecordingFolder::number).thenComparing(file -> file))
                    .toList();
        } catch (IOException ex) {
            throw new IllegalStateException("The folder of recordings '" + folder + "' cannot be read: " + ex, ex);
        }
    }

    private static int number(Path file) {
        Matcher name = NUMBER.matcher(String.valueOf(file.getFileName()));
        return name.matches() ? Integer.parseInt(name.group(1)) : 0;
    }

    int nextNumber() {
        return this.last.incrementAndGet();
    }

    /** Return the name of the files of an exchange, without an extension. */
    static String name(int number, @Nullable String operation, String method, String path) {
        String text = operation == null ? method.toLowerCase(Locale.ROOT) + path : operation;
        String safe = UNSAFE.matcher(text).replaceAll("-");
        return String.format(Locale.ROOT, "%04d-%s", number, safe.substring(0, Math.min(safe.length(), 80)));
    }

    /** Return a file for a body that is not complete. */
    Path unfinished(String name) {
        return this.folder.resolve(name + ".part");
    }

    /** Keep a complete body. */
    Path keep(Path unfinished, String fileName) throws IOException {
        return Files.move(unfinished, this.folder.resolve(fileName));
    }

    /** Save a recording. It is never visible in part. */
    void save(String name, Map<String, @Nullable Object> recording) throws IOException {
        Path unfinished = unfinished(name + EXTENSION);
        Files.write(unfinished, JsonValues.writePretty(recording));
        keep(unfinished, name + EXTENSION);
    }
}
