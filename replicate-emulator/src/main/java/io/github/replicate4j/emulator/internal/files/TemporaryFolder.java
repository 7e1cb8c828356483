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

package io.github.replicate4j.emulator.internal.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
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
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            deepestFirst.forEach(TemporaryFolder::delete);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
