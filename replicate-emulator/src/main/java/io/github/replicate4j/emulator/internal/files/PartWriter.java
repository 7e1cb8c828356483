/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.files;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.codec.DecodingException;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;

/**
 * Writes the parts of an upload to files, one after another. Its methods block.
 */
final class PartWriter {

    private final TemporaryFolder folder;

    private final List<Upload.Part> parts = new ArrayList<>();

    private @Nullable OutputStream current;

    private boolean discarded;

    PartWriter(TemporaryFolder folder) {
        this.folder = folder;
    }

    synchronized void write(PartEvent event) {
        if (this.discarded) {
            return;
        }
        try (InputStream content = event.content().asInputStream()) {
            if (this.current == null) {
                this.current = open(event);
            }
            content.transferTo(this.current);
            if (event.isLast()) {
                closeCurrent();
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    synchronized Upload upload(@Nullable ApiException error) {
        return new Upload(List.copyOf(this.parts), error);
    }

    /** Delete the files. A client that disconnects can cause this at any time, also during a write. */
    synchronized void discard() {
        this.discarded = true;
        try {
            closeCurrent();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } finally {
            upload(null).discard();
        }
    }

    private OutputStream open(PartEvent part) throws IOException {
        String name = part.headers().getContentDisposition().getName();
        if (name == null) {
            throw new DecodingException("A part has no name");
        }
        Path file = this.folder.newFile();
        String filename = part instanceof FilePartEvent filePart ? filePart.filename() : null;
        this.parts.add(new Upload.Part(name, filename, part.headers().getFirst("Content-Type"), file));
        return Files.newOutputStream(file);
    }

    private void closeCurrent() throws IOException {
        OutputStream out = this.current;
        this.current = null;
        if (out != null) {
            out.close();
        }
    }
}
