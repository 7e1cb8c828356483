/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.files;

import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Reactive variant of {@link FileOutput}.
 *
 * @since 0.1.0
 */
@JsonDeserialize(using = FileDeserializers.Reactive.class)
public interface AsyncFileOutput {

    /**
     * Return the URL of the file.
     *
     * @see FileOutput#url()
     */
    @JsonValue
    URI url();

    /**
     * Return the name of the file, taken from its URL.
     *
     * @see FileOutput#filename()
     */
    String filename();

    /**
     * Return the media type of the file.
     *
     * @see FileOutput#contentType()
     */
    MediaType contentType();

    /**
     * Return whether Replicate deletes the file an hour after the completion.
     *
     * @see FileOutput#isTemporary()
     */
    boolean isTemporary();

    /**
     * Return the content as a stream of buffers, which the subscriber must release; the API token is not sent.
     *
     * @see FileOutput#body()
     */
    Flux<DataBuffer> body();

    /**
     * Return the whole content in memory.
     *
     * @see FileOutput#bytes()
     */
    Mono<byte[]> bytes();

    /**
     * Save the content to a file and return its path.
     *
     * @see FileOutput#saveTo(Path)
     */
    Mono<Path> saveTo(Path target);
}
