/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.files;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.replicate4j.internal.content.FileName;
import io.github.replicate4j.internal.support.Arguments;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.web.multipart.MultipartFile;

/**
 * A file to upload, with its name, type and metadata. It is also allowed anywhere in the input of a model.
 *
 * <p>Paths, byte arrays, multipart files and most resources are read when a call is made, and can be used for any number of
 * calls. Streams, publishers, file parts and open resources are read once, by one call. The call closes them, even if it
 * fails.
 *
 * @since 0.1.0
 * @see Files#create(FileUpload)
 */
public final class FileUpload {

    /** Jackson writes an upload as its content, which is rejected outside of the input of a model. */
    @JsonValue
    private final Object content;

    private final String filename;

    private final MediaType contentType;

    private final Map<String, @Nullable Object> metadata;

    private FileUpload(Object content, String filename, MediaType contentType, Map<String, @Nullable Object> metadata) {
        this.content = content;
        this.filename = filename;
        this.contentType = contentType;
        this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Create an upload of a file, with the name of the file.
     *
     * @param path the file; it is read when a call is made
     * @return the upload
     * @throws IllegalArgumentException if the file name cannot be sent
     */
    public static FileUpload of(Path path) {
        return builder().content(path).build();
    }

    /**
     * Create an upload of a resource, with the name of the resource.
     *
     * @param resource the resource; it is read once if {@link Resource#isOpen()} returns {@code true}
     * @return the upload
     * @throws IllegalArgumentException if the file name cannot be sent
     */
    public static FileUpload of(Resource resource) {
        return builder().content(resource).build();
    }

    /**
     * Create an upload of a byte array.
     *
     * @param content the bytes; they are not copied
     * @param filename the file name; its extension determines the media type
     * @return the upload
     * @throws IllegalArgumentException if the file name cannot be sent
     */
    public static FileUpload of(byte[] content, String filename) {
        return builder().content(content).filename(filename).build();
    }

    /**
     * Create an upload of a stream.
     *
     * @param content the stream; it is read once, and closed
     * @param filename the file name; its extension determines the media type
     * @return the upload
     * @throws IllegalArgumentException if the file name cannot be sent
     */
    public static FileUpload of(InputStream content, String filename) {
        return builder().content(content).filename(filename).build();
    }

    /**
     * Create an upload of a file that a Spring MVC request contains, with the name and the media type given there.
     *
     * @param file the multipart file; it can be read until that request ends
     * @return the upload
     * @throws IllegalArgumentException if the file name cannot be sent
     */
    public static FileUpload of(MultipartFile file) {
        return received(file, file.getOriginalFilename(), file.getContentType());
    }

    /**
     * Create an upload of a file that a Spring WebFlux request contains, with the name and the media type given there.
     *
     * @param part the file part; it is read once
     * @return the upload
     * @throws IllegalArgumentException if the file name cannot be sent
     */
    public static FileUpload of(FilePart part) {
        return received(part, part.filename(), part.headers().getFirst(HttpHeaders.CONTENT_TYPE));
    }

    /** Ignores an invalid media type, because the sender of the request is not under the control of the application. */
    private static FileUpload received(Object content, @Nullable String filename, @Nullable String contentType) {
        Builder builder = builder().content(content, filename);
        try {
            MediaType type = contentType == null ? null : MediaType.parseMediaType(contentType);
            builder.contentType = type != null && type.isConcrete() ? type : null;
        } catch (InvalidMediaTypeException ex) {
            builder.contentType = null;
        }
        return builder.build();
    }

    /**
     * Create a builder.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Create a request from a builder callback.
     *
     * @param request callback that sets the fields
     * @return the request
     * @throws IllegalArgumentException if a required field is missing or a value is out of range
     */
    public static FileUpload of(Consumer<Builder> request) {
        Builder builder = new Builder();
        request.accept(builder);
        return builder.build();
    }

    /**
     * Return the content as it was passed to this class.
     *
     * @return a {@link Path}, a {@link Resource}, a {@link MultipartFile}, a {@link FilePart}, an {@link InputStream}, a byte
     *     array, or a {@link Publisher} of {@link DataBuffer}
     */
    public Object content() {
        return this.content;
    }

    /**
     * Return the file name.
     *
     * @return the name, without folders
     */
    public String filename() {
        return this.filename;
    }

    /**
     * Return the media type.
     *
     * @return the type; {@code application/octet-stream} if it is unknown
     */
    public MediaType contentType() {
        return this.contentType;
    }

    /**
     * Return the metadata that Replicate stores with the file.
     *
     * @return an unmodifiable map; empty if there are no metadata
     */
    public Map<String, @Nullable Object> metadata() {
        return this.metadata;
    }

    /** Return a description without the content and the metadata. */
    @Override
    public String toString() {
        return "FileUpload[" + this.filename + ", " + this.contentType + "]";
    }

    /**
     * A builder of {@link FileUpload}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private @Nullable Object content;

        private @Nullable String defaultFilename;

        private @Nullable String filename;

        private @Nullable MediaType contentType;

        private final Map<String, @Nullable Object> metadata = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Set the content to a file.
         *
         * @param path the file; it is read when a call is made
         * @return this builder
         * @throws IllegalArgumentException if it is {@code null}
         */
        public Builder content(Path path) {
            Path name = Arguments.notNull("content", path).getFileName();
            return content(path, name == null ? null : name.toString());
        }

        /**
         * Set the content to a resource.
         *
         * @param resource the resource; it is read once, and closed, if {@link Resource#isOpen()} returns {@code true}
         * @return this builder
         * @throws IllegalArgumentException if it is {@code null}
         */
        public Builder content(Resource resource) {
            return content(Arguments.notNull("content", resource), resource.getFilename());
        }

        /**
         * Set the content to a stream.
         *
         * @param stream the stream; it is read once, and closed
         * @return this builder
         * @throws IllegalArgumentException if it is {@code null}
         */
        public Builder content(InputStream stream) {
            return content(Arguments.notNull("content", stream), null);
        }

        /**
         * Set the content to a byte array.
         *
         * @param bytes the bytes; they are not copied
         * @return this builder
         * @throws IllegalArgumentException if it is {@code null}
         */
        public Builder content(byte[] bytes) {
            return content(Arguments.notNull("content", bytes), null);
        }

        /**
         * Set the content to the buffers of a publisher.
         *
         * @param publisher the publisher; it is subscribed to once, while the file is sent, and its buffers are released
         * @return this builder
         * @throws IllegalArgumentException if it is {@code null}
         */
        public Builder content(Publisher<DataBuffer> publisher) {
            return content(Arguments.notNull("content", publisher), null);
        }

        private Builder content(Object content, @Nullable String defaultFilename) {
            this.content = content;
            this.defaultFilename = defaultFilename;
            return this;
        }

        /**
         * Set the file name. Default: the name of the path or the resource, or else {@code file} with an extension for the
         * media type.
         *
         * @param filename at most 255 bytes in UTF-8, without control characters; folders in front of it are removed
         * @return this builder
         */
        public Builder filename(String filename) {
            this.filename = filename;
            return this;
        }

        /**
         * Set the media type. Default: the type for the extension of the file name.
         *
         * @param contentType a concrete type, for example {@code image/png}
         * @return this builder
         */
        public Builder contentType(MediaType contentType) {
            this.contentType = contentType;
            return this;
        }

        /**
         * Add a field to the metadata that Replicate stores with the file. It replaces a field of the same name.
         *
         * @param name name of the field
         * @param value a value that Jackson can write as JSON
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder metadata(String name, @Nullable Object value) {
            this.metadata.put(Arguments.notBlank("metadata", name), value);
            return this;
        }

        /**
         * Set all metadata that Replicate stores with the file.
         *
         * @param metadata values that Jackson can write as JSON, by name
         * @return this builder
         */
        public Builder metadata(Map<String, ? extends @Nullable Object> metadata) {
            this.metadata.clear();
            this.metadata.putAll(metadata);
            return this;
        }

        /**
         * Create the upload.
         *
         * @return the upload
         * @throws IllegalArgumentException if the content is missing, or the file name or the media type cannot be sent
         */
        public FileUpload build() {
            if (this.content == null) {
                throw new IllegalArgumentException(
                        "content must be set to a path, a resource, a stream, a byte array or a publisher");
            }
            String name = this.filename != null
                    ? FileName.checked(this.filename)
                    : this.defaultFilename != null && !this.defaultFilename.isBlank()
                            ? FileName.checked(this.defaultFilename)
                            : FileName.of("file", this.contentType);
            MediaType type = this.contentType == null ? FileName.contentType(name) : this.contentType;
            if (!type.isConcrete() || type.toString().chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "contentType must be a media type without wildcards and control characters");
            }
            return new FileUpload(this.content, name, type, this.metadata);
        }
    }
}
