/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of an upload, which is stored on disk.
 *
 * @param parts the parts; empty if the body could not be parsed
 * @param error the error to respond with, or null if the upload is valid
 */
public record Upload(List<Part> parts, @Nullable ApiException error) {

    /** A part of an upload. */
    public record Part(
            String name,
            @Nullable String filename,
            @Nullable String contentType,
            Path file) {}

    /** Delete the files of the parts, unless they have been moved. */
    public void discard() {
        for (Part part : this.parts) {
            try {
                Files.deleteIfExists(part.file());
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }
    }

    /** Return the first part with the given name, or null if there is none. */
    public @Nullable Part part(String name) {
        for (Part part : this.parts) {
            if (part.name().equals(name)) {
                return part;
            }
        }
        return null;
    }
}
