/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.files.AsyncFileContent;
import io.github.replicate4j.internal.content.FileName;
import io.github.replicate4j.internal.content.FileWriter;
import io.github.replicate4j.internal.download.Downloads;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncFileContent}. */
public final class DefaultAsyncFileContent implements AsyncFileContent {

    private final String id;

    private final URI url;

    private final Downloads downloads;

    DefaultAsyncFileContent(String id, URI url, Downloads downloads) {
        this.id = id;
        this.url = url;
        this.downloads = downloads;
    }

    @Override
    public Flux<DataBuffer> body() {
        return this.downloads.stream(this.url);
    }

    @Override
    public Mono<byte[]> bytes() {
        return this.downloads.bytes(this.url);
    }

    @Override
    public Mono<Path> saveTo(Path target) {
        FileWriter file = new FileWriter(target, FileName.safe(this.id, "file"));
        return this.downloads.into(this.url, file::write);
    }

    /** Return a description without the signature. */
    @Override
    public String toString() {
        return "FileContent[" + this.id + "]";
    }
}
