/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.files;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.replicate4j.internal.support.Arguments;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file in the input of a model: the URL of a file, or content that the client sends. Use it as the type of a field that
 * accepts both. Everything that the factory methods accept is also allowed in an input without this type.
 *
 * @since 0.1.0
 */
public final class FileInput {

    private final Object value;

    private FileInput(Object value) {
        this.value = Arguments.notNull("file", value);
    }

    /**
     * Create an input from the URL of a file, which Replicate downloads.
     *
     * @param url a URL that Replicate can reach, or a {@code data} URL
     * @return the input
     * @throws IllegalArgumentException if the argument is null
     */
    public static FileInput of(URI url) {
        return new FileInput(url);
    }

    /**
     * Create an input from a local file.
     *
     * @param path the file; it is read when a call is made
     * @return the input
     * @throws IllegalArgumentException if the argument is null
     */
    public static FileInput of(Path path) {
        return new FileInput(path);
    }

    /**
     * Create an input from any other content.
     *
     * @param upload the content, with its name and type
     * @return the input
     * @throws IllegalArgumentException if the argument is null
     */
    public static FileInput of(FileUpload upload) {
        return new FileInput(upload);
    }

    /**
     * Create an input from a file that was uploaded before.
     *
     * @param file the uploaded file; its URL is sent
     * @return the input
     * @throws IllegalArgumentException if the argument is null
     */
    public static FileInput of(UploadedFile file) {
        return new FileInput(file);
    }

    /**
     * Create an input from a file in the output of a model.
     *
     * @param file the file; its URL is sent
     * @return the input
     * @throws IllegalArgumentException if the argument is null
     */
    public static FileInput of(FileOutput file) {
        return new FileInput(file);
    }

    /**
     * Create an input from a file in the output of a model.
     *
     * @param file the file; its URL is sent
     * @return the input
     * @throws IllegalArgumentException if the argument is null
     */
    public static FileInput of(AsyncFileOutput file) {
        return new FileInput(file);
    }

    /**
     * Return what this input was created from.
     *
     * @return the argument of the factory method
     */
    @JsonValue
    public Object value() {
        return this.value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileInput input && input.value.equals(this.value);
    }

    @Override
    public int hashCode() {
        return this.value.hashCode();
    }

    /** Return the kind of this input, without a URL or content. */
    @Override
    public String toString() {
        return "FileInput[" + this.value.getClass().getSimpleName() + "]";
    }
}
