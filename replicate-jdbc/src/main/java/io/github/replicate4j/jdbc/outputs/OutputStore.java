/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.outputs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * Stores output files of predictions, for example in a folder or in an object storage. The inbox downloads a file completely, and
 * checks its length, before it passes it to the store.
 *
 * <p>A file can be stored several times with the same key: if the process ends, or another file of the same prediction cannot be
 * stored, or if two instances store it at the same time. The content is the same each time. A reader must never find an incomplete
 * file.
 *
 * <p>A store must have timeouts. If it does not return within an hour, its thread is lost until it does, and the completion is attempted
 * again, by this instance or another one.
 *
 * <p>Several threads call the store at the same time, outside of any transaction.
 *
 * @since 0.1.0
 * @see FolderOutputStore
 */
@FunctionalInterface
public interface OutputStore {

    /**
     * Store a file, and replace the one with the same key if there is one.
     *
     * @param file the file
     * @return the place of the file, which listeners find in the event
     * @throws IOException if the file cannot be stored. Like other exceptions, it is retried: after 1 second, and then after twice
     *     the previous delay
     */
    URI store(OutputFile file) throws IOException;

    /**
     * Return the folder to which files are downloaded before they are stored. It needs space for one file for each thread that
     * downloads outputs. If the process is killed, incomplete files remain there, whose names match {@code replicate-*.part}.
     *
     * @return an existing folder; by default, the folder for temporary files
     */
    default Path downloadFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }
}
