/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.pictures;

import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.sample.SampleProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Stores images on disk, because Replicate deletes its files after an hour.
 */
@Component
class PictureFiles {

    private final Path folder;

    PictureFiles(SampleProperties properties) {
        this.folder = properties.folder().resolve("pictures");
        try {
            Files.createDirectories(this.folder);
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot create the directory " + this.folder + ": check sample.folder", ex);
        }
    }

    /** Save an image. The file appears only when it is complete. */
    void save(UUID id, FileOutput image) {
        image.saveTo(path(id));
    }

    Resource get(UUID id) {
        return new FileSystemResource(path(id));
    }

    private Path path(UUID id) {
        return this.folder.resolve(id + ".png");
    }
}
