/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.upload;

import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.files.UploadedFile;
import io.github.replicate4j.internal.content.ContentTypes;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.web.multipart.MultipartFile;

/**
 * Decides which values of a model input are files. All other values are JSON.
 */
public final class InputTypes {

    static final List<Class<?>> FILES = Stream.concat(
                    ContentTypes.ALL.stream(), Stream.of(FileUpload.class, UploadedFile.class))
            .toList();

    private InputTypes() {}

    /** Return whether values of a type are handled as files, including types rejected as neither files nor JSON. */
    public static boolean isFile(Class<?> type) {
        return FILES.stream().anyMatch(fileType -> fileType.isAssignableFrom(type));
    }

    /**
     * Return the upload of a file.
     *
     * @throws IllegalArgumentException if the value cannot be sent
     */
    static FileUpload upload(Object file) {
        if (file instanceof FileUpload upload) {
            return upload;
        }
        if (file instanceof Path path) {
            return FileUpload.of(path);
        }
        if (file instanceof File localFile) {
            return FileUpload.of(localFile.toPath());
        }
        if (file instanceof Resource resource) {
            return FileUpload.of(resource);
        }
        if (file instanceof MultipartFile multipart) {
            return FileUpload.of(multipart);
        }
        if (file instanceof FilePart part) {
            return FileUpload.of(part);
        }
        if (file instanceof InputStream stream) {
            return FileUpload.builder().content(stream).build();
        }
        if (file instanceof byte[] bytes) {
            return FileUpload.builder().content(bytes).build();
        }
        throw new IllegalArgumentException("a " + file.getClass().getName()
                + " cannot be sent; create a FileUpload if it is a file, or pass the value that it produces");
    }
}
