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
