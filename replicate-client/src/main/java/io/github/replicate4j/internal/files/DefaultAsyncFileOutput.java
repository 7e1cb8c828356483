/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.files;

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.internal.content.DataUrl;
import io.github.replicate4j.internal.content.FileName;
import io.github.replicate4j.internal.content.FileWriter;
import io.github.replicate4j.internal.download.Downloads;
import io.github.replicate4j.internal.support.HttpUrl;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncFileOutput}. */
public final class DefaultAsyncFileOutput implements AsyncFileOutput {

    private static final String UNNAMED = "output";

    private final String url;

    private final Downloads downloads;

    public DefaultAsyncFileOutput(String url, Downloads downloads) {
        this.url = url;
        this.downloads = downloads;
    }

    @Override
    public URI url() {
        return isData() ? DataUrl.toUri(this.url) : Objects.requireNonNull(HttpUrl.parse(this.url));
    }

    @Override
    public String filename() {
        if (isData()) {
            return FileName.of(UNNAMED, contentType());
        }
        String path = Objects.requireNonNullElse(url().getPath(), "");
        return FileName.safe(path.substring(path.lastIndexOf('/') + 1), UNNAMED);
    }

    @Override
    public MediaType contentType() {
        return isData() ? DataUrl.contentType(this.url) : FileName.contentType(filename());
    }

    @Override
    public boolean isTemporary() {
        return !isData() && this.downloads.isFileHost(url());
    }

    @Override
    public Flux<DataBuffer> body() {
        return isData()
                ? Mono.fromSupplier(() -> DataUrl.decode(this.url))
                        .filter(bytes -> bytes.length > 0)
                        .<DataBuffer>map(DefaultDataBufferFactory.sharedInstance::wrap)
                        .flux()
                : this.downloads.stream(url());
    }

    @Override
    public Mono<byte[]> bytes() {
        return isData() ? Mono.fromSupplier(() -> DataUrl.decode(this.url)) : this.downloads.bytes(url());
    }

    @Override
    public Mono<Path> saveTo(Path target) {
        FileWriter file = new FileWriter(target, filename());
        return isData() ? file.write(body()) : this.downloads.into(url(), file::write);
    }

    private boolean isData() {
        return DataUrl.isDataUrl(this.url);
    }

    /** Return a description without the query of the URL, which may be a signature. */
    @Override
    public String toString() {
        return "FileOutput[" + (isData() ? DataUrl.redact(this.url) : Downloads.redacted(url())) + "]";
    }
}
