/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.files;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.replicate4j.internal.json.ApiRequired;
import io.github.replicate4j.internal.json.Immutables;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that was uploaded to Replicate. Replicate may leave out any field except the id, and deletes the file when it
 * expires.
 *
 * <p>In the input of a model, an uploaded file is replaced by its URL. Applications get uploaded files from the client and
 * should not call the constructor: later releases may add components.
 *
 * @param id id of the file
 * @param name name of the file, or {@code null} if Replicate left it out
 * @param contentType media type of the file, or {@code null} if Replicate left it out
 * @param size size in bytes, or {@code null} if Replicate left it out
 * @param etag entity tag of the content, or {@code null} if Replicate left it out
 * @param checksums checksums by algorithm, such as {@code sha256}; empty if there are none
 * @param metadata metadata that was sent with the upload; empty if there are none
 * @param createdAt when the file was uploaded, or {@code null} if Replicate left it out
 * @param expiresAt when Replicate deletes the file, or {@code null} if Replicate left it out
 * @param urls URLs of the file
 * @param additionalProperties fields of the response that this version does not know
 * @since 0.1.0
 * @see Files
 */
public record UploadedFile(
        @ApiRequired String id,
        @Nullable String name,
        @ApiRequired @Nullable String contentType,
        @ApiRequired @Nullable Long size,
        @Nullable String etag,
        @ApiRequired Map<String, @Nullable String> checksums,
        @ApiRequired Map<String, @Nullable Object> metadata,
        @ApiRequired @Nullable Instant createdAt,
        @ApiRequired @Nullable Instant expiresAt,
        @ApiRequired FileUrls urls,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
        implements Serializable {

    /**
     * Create an uploaded file, with empty values for missing maps and URLs.
     *
     * @throws IllegalArgumentException if the id is blank
     */
    @SuppressWarnings("NullAway") // the API may leave out any field
    public UploadedFile {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("it has no id");
        }
        checksums = Immutables.map(checksums);
        metadata = Immutables.map(metadata);
        urls = Objects.requireNonNullElse(urls, FileUrls.NONE);
        additionalProperties = Immutables.map(additionalProperties);
    }

    /** Return a description without the metadata and the URLs. */
    @Override
    public String toString() {
        return "UploadedFile[id=" + this.id + ", name=" + this.name + ", contentType=" + this.contentType + ", size="
                + this.size + ", expiresAt=" + this.expiresAt + "]";
    }
}
