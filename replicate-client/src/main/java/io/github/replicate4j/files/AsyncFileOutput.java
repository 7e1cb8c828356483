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
 * A file that a model made, reactive. Replicate deletes it an hour after the prediction ended.
 *
 * @see FileOutput
 */
@JsonDeserialize(using = FileDeserializers.Reactive.class)
public interface AsyncFileOutput {

    /**
     * Returns where the file is. Whoever knows the URL can read the file.
     *
     * @return an {@code https} URL or a {@code data} URL
     */
    @JsonValue
    URI url();

    /**
     * Returns the name of the file, as its URL ends.
     *
     * @return a name that is safe in any folder
     * @see FileOutput#filename()
     */
    String filename();

    /**
     * Guesses what is in the file.
     *
     * @return by the extension of its name, or as a data URL says
     * @see FileOutput#contentType()
     */
    MediaType contentType();

    /**
     * Reads the file as it comes. The token is not sent along.
     *
     * @return its bytes; whoever takes a buffer releases it
     * @see FileOutput#body()
     */
    Flux<DataBuffer> body();

    /**
     * Reads the whole file into memory.
     *
     * @return its bytes
     * @see FileOutput#bytes()
     */
    Mono<byte[]> bytes();

    /**
     * Saves the file. It appears under its name only when it is whole.
     *
     * @param target where to: a file, or a folder
     * @return where it is
     * @see FileOutput#saveTo(Path)
     */
    Mono<Path> saveTo(Path target);
}
