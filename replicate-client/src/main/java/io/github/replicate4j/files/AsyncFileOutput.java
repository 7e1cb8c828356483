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

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.replicate4j.internal.content.DataUrl;
import io.github.replicate4j.internal.content.FileName;
import io.github.replicate4j.internal.content.FileWriter;
import io.github.replicate4j.internal.download.Downloads;
import io.github.replicate4j.internal.files.FileDeserializers;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A file that a model made, reactive. Replicate deletes it an hour after the prediction ended.
 *
 * @see FileOutput
 */
@JsonDeserialize(using = FileDeserializers.Reactive.class)
public final class AsyncFileOutput {

    private static final String UNNAMED = "output";

    private final String url;

    private final Downloads downloads;

    public AsyncFileOutput(String url, Downloads downloads) {
        this.url = url;
        this.downloads = downloads;
    }

    /**
     * Returns where the file is. Whoever knows the URL can read the file.
     *
     * @return an {@code https} URL or a {@code data} URL
     */
    @JsonValue
    public URI url() {
        return isData() ? DataUrl.uri(this.url) : URI.create(this.url);
    }

    /**
     * Returns the name of the file, as its URL ends.
     *
     * @return a name that is safe in any folder
     * @see FileOutput#filename()
     */
    public String filename() {
        if (isData()) {
            return FileName.of(UNNAMED, contentType());
        }
        String path = Objects.requireNonNullElse(url().getPath(), "");
        return FileName.safe(path.substring(path.lastIndexOf('/') + 1), UNNAMED);
    }

    /**
     * Guesses what is in the file.
     *
     * @return by the extension of its name, or as a data URL says
     * @see FileOutput#contentType()
     */
    public MediaType contentType() {
        return isData() ? DataUrl.type(this.url) : FileName.type(filename());
    }

    /**
     * Reads the file as it comes. The token is not sent along.
     *
     * @return its bytes; whoever takes a buffer releases it
     * @see FileOutput#body()
     */
    public Flux<DataBuffer> body() {
        return isData()
                ? Mono.fromSupplier(() -> DataUrl.decode(this.url))
                        .filter(bytes -> bytes.length > 0)
                        .<DataBuffer>map(DefaultDataBufferFactory.sharedInstance::wrap)
                        .flux()
                : this.downloads.stream(url());
    }

    /**
     * Reads the whole file into memory.
     *
     * @return its bytes
     * @see FileOutput#bytes()
     */
    public Mono<byte[]> bytes() {
        return isData() ? Mono.fromSupplier(() -> DataUrl.decode(this.url)) : this.downloads.bytes(url());
    }

    /**
     * Saves the file. It appears under its name only when it is whole.
     *
     * @param target where to: a file, or a folder
     * @return where it is
     * @see FileOutput#saveTo(Path)
     */
    public Mono<Path> saveTo(Path target) {
        FileWriter file = new FileWriter(target, filename());
        return isData() ? file.write(body()) : this.downloads.into(url(), file::write);
    }

    private boolean isData() {
        return DataUrl.isOne(this.url);
    }

    /** Without what may be a signature. */
    @Override
    public String toString() {
        return "FileOutput[" + (isData() ? DataUrl.shown(this.url) : Downloads.redacted(url())) + "]";
    }
}
