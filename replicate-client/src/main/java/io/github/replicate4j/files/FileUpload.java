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

package io.github.replicate4j.files;

import io.github.replicate4j.internal.content.ContentSource;
import io.github.replicate4j.internal.content.FileName;
import io.github.replicate4j.internal.content.OneTimeSource;
import io.github.replicate4j.internal.content.ReadableSource;
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
 * A file to upload, with its name and type. It can also stand anywhere in the input of a model.
 *
 * <p>Paths and resources are read when the call is made, and can be used for any number of calls. A stream is read once, by
 * one call, and closed by it, whatever becomes of the call.
 */
public final class FileUpload {

    private final ContentSource source;

    private final String filename;

    private final MediaType contentType;

    private final Map<String, @Nullable Object> metadata;

    private FileUpload(ContentSource source, String filename, MediaType contentType, Map<String, @Nullable Object> metadata) {
        this.source = source;
        this.filename = filename;
        this.contentType = contentType;
        this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Takes a file of the file system, under its own name.
     *
     * @param path the file; it is looked at when the call is made
     * @return what to upload
     * @throws IllegalArgumentException if its name cannot be sent
     */
    public static FileUpload of(Path path) {
        return builder().content(path).build();
    }

    /**
     * Takes a resource, under its own name.
     *
     * @param resource the file; one that stands for a stream is read once
     * @return what to upload
     * @throws IllegalArgumentException if its name cannot be sent
     */
    public static FileUpload of(Resource resource) {
        return builder().content(resource).build();
    }

    /**
     * Takes bytes.
     *
     * @param content the file; it is not copied
     * @param filename its name, which also tells its type
     * @return what to upload
     * @throws IllegalArgumentException if the name cannot be sent
     */
    public static FileUpload of(byte[] content, String filename) {
        return builder().content(content).filename(filename).build();
    }

    /**
     * Takes a stream.
     *
     * @param content the file; it is read once, and closed
     * @param filename its name, which also tells its type
     * @return what to upload
     * @throws IllegalArgumentException if the name cannot be sent
     */
    public static FileUpload of(InputStream content, String filename) {
        return builder().content(content).filename(filename).build();
    }

    /**
     * Passes on what came with a request of Spring MVC, under the name and with the type that it came with.
     *
     * @param file a file of a form, which is read while that request lasts
     * @return what to upload
     * @throws IllegalArgumentException if its name cannot be sent
     */
    public static FileUpload of(MultipartFile file) {
        return received(ReadableSource.of(file), file.getOriginalFilename(), file.getContentType());
    }

    /**
     * Passes on what comes with a request of Spring WebFlux, under the name and with the type that it comes with.
     *
     * @param part a file of a form; it is read once
     * @return what to upload
     * @throws IllegalArgumentException if its name cannot be sent
     */
    public static FileUpload of(FilePart part) {
        return received(
                OneTimeSource.of(part, part.content()),
                part.filename(),
                part.headers().getFirst(HttpHeaders.CONTENT_TYPE));
    }

    /** What somebody else says of the type may be nonsense. */
    private static FileUpload received(ContentSource source, @Nullable String filename, @Nullable String contentType) {
        Builder builder = builder().content(source, filename);
        try {
            MediaType type = contentType == null ? null : MediaType.parseMediaType(contentType);
            builder.contentType = type != null && type.isConcrete() ? type : null;
        } catch (InvalidMediaTypeException ex) {
            builder.contentType = null;
        }
        return builder.build();
    }

    /**
     * Begins an upload.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Create a request from a builder callback.
     *
     * @param request sets the fields
     * @return the request
     * @throws IllegalArgumentException if a required field is missing or a value is out of range
     */
    public static FileUpload of(Consumer<Builder> request) {
        Builder builder = new Builder();
        request.accept(builder);
        return builder.build();
    }

    /**
     * Returns the name under which the file is kept.
     *
     * @return without folders
     */
    public String filename() {
        return this.filename;
    }

    /**
     * Returns what is in the file.
     *
     * @return its type, {@code application/octet-stream} if nothing tells
     */
    public MediaType contentType() {
        return this.contentType;
    }

    /**
     * Returns what is kept beside the file.
     *
     * @return empty if nothing
     */
    public Map<String, @Nullable Object> metadata() {
        return this.metadata;
    }

    public ContentSource source() {
        return this.source;
    }

    /** Name and type alone: the content, where it is and the metadata are the application's own. */
    @Override
    public String toString() {
        return "FileUpload[" + this.filename + ", " + this.contentType + "]";
    }

    /**
     * Collects what to upload.
     */
    public static final class Builder {

        private @Nullable ContentSource source;

        private @Nullable String ownName;

        private @Nullable String filename;

        private @Nullable MediaType contentType;

        private final Map<String, @Nullable Object> metadata = new LinkedHashMap<>();

        private Builder() {}

        /**
         * What is in the file.
         *
         * @param path a file, which is looked at when the call is made
         * @return this builder
         */
        public Builder content(Path path) {
            Path name = Arguments.notNull("content", path).getFileName();
            return content(ReadableSource.of(path), name == null ? null : name.toString());
        }

        /**
         * What is in the file.
         *
         * @param resource a resource; one that stands for a stream is read once, and closed
         * @return this builder
         */
        public Builder content(Resource resource) {
            return content(ReadableSource.of(Arguments.notNull("content", resource)), resource.getFilename());
        }

        /**
         * What is in the file.
         *
         * @param stream a stream, which is read once, and closed
         * @return this builder
         */
        public Builder content(InputStream stream) {
            return content(OneTimeSource.of(Arguments.notNull("content", stream)), null);
        }

        /**
         * What is in the file.
         *
         * @param bytes not copied
         * @return this builder
         */
        public Builder content(byte[] bytes) {
            return content(ReadableSource.of(Arguments.notNull("content", bytes)), null);
        }

        /**
         * What is in the file.
         *
         * @param publisher subscribed to once, as the file is sent; its buffers are released
         * @return this builder
         */
        public Builder content(Publisher<DataBuffer> publisher) {
            return content(OneTimeSource.of(Arguments.notNull("content", publisher), publisher), null);
        }

        private Builder content(ContentSource source, @Nullable String ownName) {
            this.source = source;
            this.ownName = ownName;
            return this;
        }

        /**
         * The name under which the file is kept. Without it, that is the name of the path or the resource, or else
         * {@code file} with an extension that fits the type.
         *
         * @param filename at most 255 bytes of UTF-8, without control characters; folders in front of it are dropped
         * @return this builder
         */
        public Builder filename(String filename) {
            this.filename = filename;
            return this;
        }

        /**
         * What is in the file. Without it, the extension of the name tells.
         *
         * @param contentType for example {@code image/png}
         * @return this builder
         */
        public Builder contentType(MediaType contentType) {
            this.contentType = contentType;
            return this;
        }

        /**
         * Adds something that is kept beside the file.
         *
         * @param name name of the field
         * @param value anything that can be written as JSON
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder metadata(String name, @Nullable Object value) {
            this.metadata.put(Arguments.notBlank("metadata", name), value);
            return this;
        }

        /**
         * Sets all that is kept beside the file.
         *
         * @param metadata anything that can be written as a JSON object
         * @return this builder
         */
        public Builder metadata(Map<String, ? extends @Nullable Object> metadata) {
            this.metadata.clear();
            this.metadata.putAll(metadata);
            return this;
        }

        /**
         * Ends the upload.
         *
         * @return what to upload
         * @throws IllegalArgumentException if there is no content, or the name or the type cannot be sent
         */
        public FileUpload build() {
            if (this.source == null) {
                throw new IllegalArgumentException("content must be set: a path, a resource, a stream or bytes");
            }
            String name = this.filename != null
                    ? FileName.checked(this.filename)
                    : this.ownName != null && !this.ownName.isBlank()
                            ? FileName.checked(this.ownName)
                            : FileName.of("file", this.contentType);
            MediaType type = this.contentType == null ? FileName.type(name) : this.contentType;
            if (!type.isConcrete() || type.toString().chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("contentType must be one type, without control characters");
            }
            return new FileUpload(this.source, name, type, this.metadata);
        }
    }
}
