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
