/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.files;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.internal.reactive.BodyInputStream;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * The content of an uploaded file, which each method downloads: {@code files.download}.
 *
 * @since 0.1.0
 * @see Files#download(FileDownload)
 */
public final class FileContent {

    private final AsyncFileContent async;

    FileContent(AsyncFileContent async) {
        this.async = async;
    }

    /**
     * Return a stream of the content, which is downloaded while it is read. Reading throws a {@link ReplicateException} if
     * the download fails, if the file is larger than the configured limit, and if the thread is interrupted.
     *
     * @return the bytes; closing the stream ends the download
     */
    public InputStream body() {
        return new BodyInputStream(this.async.body());
    }

    /**
     * Read the whole content into memory.
     *
     * @return the bytes
     * @throws ReplicateException if the download fails, or the file is larger than the configured limit
     */
    public byte[] bytes() {
        return Blocking.value(this.async.bytes());
    }

    /**
     * Save the content to a file, which appears under its name only when it is complete.
     *
     * @param target a file, which is replaced if it exists; or an existing folder, in which the file gets its id as its
     *     name, with a number if that name is taken
     * @return the absolute path of the file
     * @throws ReplicateException if the download or writing fails, or the file is larger than the configured limit
     */
    public Path saveTo(Path target) {
        return Blocking.value(this.async.saveTo(target));
    }

    /** Return the URL without the signature. */
    @Override
    public String toString() {
        return this.async.toString();
    }
}
