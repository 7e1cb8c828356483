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
