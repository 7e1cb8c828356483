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

package io.github.replicate4j.files;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.internal.reactive.BodyInputStream;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * The content of an uploaded file.
 */
public final class FileContent {

    private final AsyncFileContent async;

    FileContent(AsyncFileContent async) {
        this.async = async;
    }

    /**
     * Reads the file as it comes, without holding it in memory. Reading throws a {@link ReplicateException} when the file
     * cannot be read to its end, or is larger than allowed, and when the thread is interrupted.
     *
     * @return its bytes; close it, which ends the download
     */
    public InputStream body() {
        return new BodyInputStream(this.async.body());
    }

    /**
     * Reads the whole file into memory.
     *
     * @return its bytes
     * @throws ReplicateException if it cannot be read to its end, or is larger than allowed
     */
    public byte[] bytes() {
        return Blocking.value(this.async.bytes());
    }

    /**
     * Saves the file. It appears under its name only when it is whole.
     *
     * @param target where to: a file, which is replaced if it stands there already; or a folder, in which the id is its
     *     name, with a number if that is taken
     * @return where it is
     * @throws ReplicateException if it cannot be read to its end or written, or is larger than allowed
     */
    public Path saveTo(Path target) {
        return Blocking.value(this.async.saveTo(target));
    }

    /** Without the signature. */
    @Override
    public String toString() {
        return this.async.toString();
    }
}
