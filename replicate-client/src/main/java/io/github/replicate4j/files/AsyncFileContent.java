/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.files;

import java.nio.file.Path;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reactive variant of {@link FileContent}.
 *
 * @since 0.1.0
 */
public interface AsyncFileContent {

    /**
     * Return the content as a stream of buffers, which the subscriber must release.
     *
     * @see FileContent#body()
     */
    Flux<DataBuffer> body();

    /**
     * Return the whole content in memory.
     *
     * @see FileContent#bytes()
     */
    Mono<byte[]> bytes();

    /**
     * Save the content to a file and return its path.
     *
     * @see FileContent#saveTo(Path)
     */
    Mono<Path> saveTo(Path target);
}
