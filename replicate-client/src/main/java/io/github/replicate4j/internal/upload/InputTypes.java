/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.upload;

import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.files.UploadedFile;
import io.github.replicate4j.internal.content.ContentTypes;
import io.github.replicate4j.internal.json.ForeignTypes;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.web.multipart.MultipartFile;

/**
 * Decides what the values of a model input are: files, or else JSON. {@link ForeignTypes} lists the types that are converted
 * to JSON or rejected.
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

    /** Return whether values of a type are one field of an input, and not the whole input. */
    public static boolean isField(Class<?> type) {
        return isFile(type) || ForeignTypes.isTree(type);
    }

    /**
     * Return why values of a type cannot be sent.
     *
     * @return the reason, or {@code null} if they can be sent
     */
    public static @Nullable String rejection(Class<?> type) {
        return ForeignTypes.rejection(type);
    }

    /** Return a key that is equal for values that are the same file: equal paths, or the same object. */
    static Object identity(Object file) {
        if (file instanceof Path path) {
            return path.toAbsolutePath();
        }
        return file instanceof File localFile ? localFile.toPath().toAbsolutePath() : new SameObject(file);
    }

    private record SameObject(Object value) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof SameObject same && same.value == this.value;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this.value);
        }
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
