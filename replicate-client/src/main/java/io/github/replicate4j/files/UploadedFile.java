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

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that was uploaded. Replicate may leave out any field but the id, and deletes the file when it expires.
 *
 * <p>In the input of a model it stands for its URL. Applications get files from the client; the components may grow, so the
 * constructor is not for them.
 *
 * @param id id of the file
 * @param name name of the file
 * @param contentType what is in it, as a media type
 * @param size bytes
 * @param etag what changes with its content
 * @param checksums by algorithm, such as {@code sha256}; empty if none
 * @param metadata what was kept beside it; empty if nothing
 * @param createdAt when it was uploaded
 * @param expiresAt when Replicate deletes it
 * @param urls where it can be found
 * @param additionalProperties further fields of the API that this version does not know
 */
public record UploadedFile(
        @JsonProperty(required = true) String id,
        @Nullable String name,
        @JsonProperty(required = true) @Nullable String contentType,
        @JsonProperty(required = true) @Nullable Long size,
        @Nullable String etag,
        @JsonProperty(required = true) Map<String, @Nullable String> checksums,
        @JsonProperty(required = true) Map<String, @Nullable Object> metadata,
        @JsonProperty(required = true) @Nullable Instant createdAt,
        @JsonProperty(required = true) @Nullable Instant expiresAt,
        @JsonProperty(required = true) FileUrls urls,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
        implements Serializable {

    /**
     * Fills in what is missing.
     *
     * @throws IllegalArgumentException if there is no id
     */
    @SuppressWarnings("NullAway") // the API leaves out what it likes
    public UploadedFile {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("it has no id");
        }
        checksums = readOnly(checksums);
        metadata = readOnly(metadata);
        urls = Objects.requireNonNullElse(urls, FileUrls.NONE);
        additionalProperties = readOnly(additionalProperties);
    }

    private static <V extends @Nullable Object> Map<String, V> readOnly(@Nullable Map<String, V> fields) {
        return fields == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Neither metadata nor URLs. */
    @Override
    public String toString() {
        return "UploadedFile[id=" + this.id + ", name=" + this.name + ", contentType=" + this.contentType + ", size="
                + this.size + ", expiresAt=" + this.expiresAt + "]";
    }
}
