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
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.internal.reactive.BodyInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A file that a model made. Replicate deletes it an hour after the prediction ended.
 *
 * <p>Given to a model as an input, it is passed on as its URL.
 */
@JsonDeserialize(using = FileDeserializers.Blocking.class)
public final class FileOutput {

    private final AsyncFileOutput async;

    /**
     * Wraps a reactive file. Applications get files from outputs and streams.
     *
     * @param async does the work
     */
    public FileOutput(AsyncFileOutput async) {
        this.async = async;
    }

    /**
     * Returns where the file is. Whoever knows the URL can read the file.
     *
     * @return an {@code https} URL or a {@code data} URL
     */
    @JsonValue
    public URI url() {
        return this.async.url();
    }

    /**
     * Returns the name of the file, as its URL ends.
     *
     * @return a name that is safe in any folder: no path, not hidden, at most 200 bytes long; {@code output} if the URL has
     *     none
     */
    public String filename() {
        return this.async.filename();
    }

    /**
     * Guesses what is in the file. The hosts of files do not say, or are wrong.
     *
     * @return by the extension of its name, or as a data URL says; {@code application/octet-stream} if nothing tells
     */
    public MediaType contentType() {
        return this.async.contentType();
    }

    /**
     * Hands the file out as a resource, for a controller of Spring MVC to return, beside {@link #contentType()}. Nothing is
     * read before the resource is, and no more than a few pieces are in memory at once.
     *
     * @return a resource of unknown length, to be read once
     */
    public Resource resource() {
        return new InputStreamResource(this::body, toString());
    }

    /**
     * Reads the file as it comes, without holding it in memory. The token is not sent along. Reading throws a
     * {@link ReplicateException} when the file cannot be read to its end, or is larger than allowed, and when the thread is
     * interrupted.
     *
     * @return its bytes; close it, which ends the download
     */
    public InputStream body() {
        return new BodyInputStream(this.async.body());
    }

    /**
     * Reads the whole file into memory.
     *
     * @return its bytes
     * @throws ReplicateException if it cannot be read to its end, or is larger than allowed
     */
    public byte[] bytes() {
        return Blocking.value(this.async.bytes());
    }

    /**
     * Saves the file. It appears under its name only when it is whole.
     *
     * @param target where to: a file, which is replaced if it stands there already; or a folder, in which it gets its
     *     {@link #filename()}, with a number if that is taken
     * @return where it is
     * @throws ReplicateException if it cannot be read to its end or written, or is larger than allowed
     */
    public Path saveTo(Path target) {
        return Blocking.value(this.async.saveTo(target));
    }

    /** Without what may be a signature. */
    @Override
    public String toString() {
        return this.async.toString();
    }
}
