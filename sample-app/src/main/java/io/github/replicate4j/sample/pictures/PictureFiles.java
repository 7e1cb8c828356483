/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.pictures;

import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.sample.SampleProperties;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Stores images on disk, because Replicate deletes its files after an hour. The originals of edited pictures are stored as
 * well, so that users can try again.
 */
@Component
class PictureFiles {

    private final Path folder;

    private final Path originals;

    PictureFiles(SampleProperties properties) {
        this.folder = properties.folder().resolve("pictures");
        this.originals = properties.folder().resolve("originals");
        try {
            Files.createDirectories(this.folder);
            Files.createDirectories(this.originals);
        } catch (IOException ex) {
            throw new UncheckedIOException(
                    "Cannot create directories in " + properties.folder() + ": check sample.folder", ex);
        }
    }

    /** Save an image. The file appears only when it is complete. */
    void save(UUID id, FileOutput image) {
        image.saveTo(path(id));
    }

    Resource get(UUID id) {
        return new FileSystemResource(path(id));
    }

    /** Save the original of an edited picture. */
    Path saveOriginal(UUID id, Resource original) {
        String name = Objects.requireNonNullElse(original.getFilename(), "").toLowerCase(Locale.ROOT);
        Path target = original(id, name.endsWith(".png") ? "png" : "jpg");
        try (InputStream content = original.getInputStream()) {
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
            return target;
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot save the original of picture " + id, ex);
        }
    }

    /** Return the original of a picture, or {@code null} if it was not created from another picture. */
    @Nullable
    Resource original(UUID id) {
        return Stream.of("png", "jpg")
                .map(extension -> original(id, extension))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(FileSystemResource::new)
                .orElse(null);
    }

    void delete(UUID id) {
        try {
            for (Path file : List.of(path(id), original(id, "png"), original(id, "jpg"))) {
                Files.deleteIfExists(file);
            }
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot delete the files of picture " + id, ex);
        }
    }

    private Path path(UUID id) {
        return this.folder.resolve(id + ".png");
    }

    private Path original(UUID id, String extension) {
        return this.originals.resolve(id + "." + extension);
    }
}
