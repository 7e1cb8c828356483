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

package io.github.replicate4j.internal.upload;

import io.github.replicate4j.files.FileUpload;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import org.springframework.core.io.Resource;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.web.multipart.MultipartFile;

/**
 * A file in the input of a model.
 *
 * @param key the object that stands in the input
 * @param place where it stands, such as {@code input.images[1]}
 * @param upload the file
 */
record InputFile(Object key, String place, FileUpload upload) {

    static InputFile of(Object key, String place) {
        try {
            return new InputFile(key, place, upload(key));
        } catch (IllegalArgumentException ex) {
            throw new IllegalArgumentException(place + ": " + ex.getMessage(), ex);
        }
    }

    private static FileUpload upload(Object key) {
        if (key instanceof FileUpload upload) {
            return upload;
        }
        if (key instanceof Path path) {
            return FileUpload.of(path);
        }
        if (key instanceof File file) {
            return FileUpload.of(file.toPath());
        }
        if (key instanceof Resource resource) {
            return FileUpload.of(resource);
        }
        if (key instanceof MultipartFile file) {
            return FileUpload.of(file);
        }
        if (key instanceof FilePart part) {
            return FileUpload.of(part);
        }
        if (key instanceof InputStream stream) {
            return FileUpload.builder().content(stream).build();
        }
        if (key instanceof byte[] bytes) {
            return FileUpload.builder().content(bytes).build();
        }
        throw new IllegalArgumentException("a " + key.getClass().getName()
                + " cannot be sent; make a FileUpload of a file, and give the value of what comes later");
    }

    InputFile with(FileUpload other) {
        return new InputFile(this.key, this.place, other);
    }

    /** For messages. */
    String label() {
        return this.place + " (" + this.upload.filename() + ")";
    }
}
