/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A folder for the files of one emulator. It is created with the first file and deleted with the emulator.
 */
public final class TemporaryFolder {

    private @Nullable Path folder;

    private boolean deleted;

    public synchronized Path newFile() throws IOException {
        return Files.createTempFile(path(), "file", "");
    }

    /** Return the path of a file with a given name, which does not exist yet. */
    public synchronized Path newFile(String name) throws IOException {
        return path().resolve(name);
    }

    private synchronized Path path() throws IOException {
        if (this.deleted) {
            throw new IOException("The emulator has been closed");
        }
        if (this.folder == null) {
            this.folder = Files.createTempDirectory("replicate-emulator");
        }
        return this.folder;
    }

    public static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    public synchronized void delete() {
        this.deleted = true;
        Path path = this.folder;
        if (path == null) {
            return;
        }
        // Files are not read, because uploads that end delete theirs.
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            files.forEach(TemporaryFolder::delete);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        delete(path);
    }
}
