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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The files that one prediction put out. They live in memory, and as long as the prediction. */
final class OutputFiles {

    private final List<OutputFile> files = new CopyOnWriteArrayList<>();
    private final Supplier<String> folder;
    private final Runnable changed;

    /**
     * Creates a place for the files of a prediction.
     *
     * @param folder the URL under which they are served, without a slash at the end
     * @param changed told when files have come or gone
     */
    OutputFiles(Supplier<String> folder, Runnable changed) {
        this.folder = folder;
        this.changed = changed;
    }

    /** Adds a file, and returns its URL. */
    String add(byte[] content, String extension) {
        String name;
        synchronized (this) {
            name = this.files.size() + "." + extension;
            this.files.add(new OutputFile(name, ContentTypes.of(extension), content));
        }
        this.changed.run();
        return this.folder.get() + "/" + name;
    }

    @Nullable
    OutputFile named(String name) {
        for (OutputFile file : this.files) {
            if (file.name().equals(name)) {
                return file;
            }
        }
        return null;
    }

    /** Forgets all files. */
    void clear() {
        this.files.clear();
        this.changed.run();
    }

    long size() {
        long size = 0;
        for (OutputFile file : this.files) {
            size += file.content().length;
        }
        return size;
    }

    /** A file in memory. */
    record OutputFile(String name, String contentType, byte[] content) {}
}
