/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
 * A file in the output of a model. Replicate deletes it an hour after the completion of the prediction.
 *
 * <p>In the input of a model, it is sent as its URL.
 *
 * @since 0.1.0
 */
@JsonDeserialize(using = FileDeserializers.Blocking.class)
public final class FileOutput {

    private final AsyncFileOutput async;

    /**
     * Create a file. Applications obtain files from outputs and streams.
     *
     * @param async the reactive file to delegate to
     */
    public FileOutput(AsyncFileOutput async) {
        this.async = async;
    }

    /**
     * Return the URL of the file. Anyone who knows the URL can read the file.
     *
     * @return an {@code https} URL or a {@code data} URL
     */
    @JsonValue
    public URI url() {
        return this.async.url();
    }

    /**
     * Return the name of the file, taken from the end of its URL.
     *
     * @return a name that is safe in any directory: without a path, not hidden and at most 200 bytes long;
     *     {@code output} if the URL contains no name
     */
    public String filename() {
        return this.async.filename();
    }

    /**
     * Return the media type of the file: the type of a data URL, or the type that matches the extension of the name.
     * The hosts of files report no type or a wrong one.
     *
     * @return the media type, or {@code application/octet-stream} if it is unknown
     */
    public MediaType contentType() {
        return this.async.contentType();
    }

    /**
     * Return the file as a resource, for example to return it from a Spring MVC controller together with
     * {@link #contentType()}. The download starts when the resource is read, and buffers only a small part of the
     * content.
     *
     * @return a resource of unknown length that can be read once
     */
    public Resource resource() {
        return new InputStreamResource(this::body, toString());
    }

    /**
     * Return whether Replicate deletes the file an hour after the completion: it is on a host of Replicate, or on the host of the
     * API. The output of a model can contain other URLs, and data URLs, which contain the file itself.
     *
     * @return whether the file has to be saved to keep it
     */
    public boolean isTemporary() {
        return this.async.isTemporary();
    }

    /**
     * Return the content as a stream, which is not held in memory. The API token is not sent. Reading from the stream
     * throws a {@link ReplicateException} if the download fails, if the content is shorter or longer than announced, if it
     * exceeds the maximum download size, or if the thread is interrupted. A failed download is retried only before the
     * first byte.
     *
     * @return the content; closing the stream ends the download
     */
    public InputStream body() {
        return new BodyInputStream(this.async.body());
    }

    /**
     * Return the whole content in memory. A failed or incomplete download is repeated, up to the maximum number of
     * retries.
     *
     * @return the content
     * @throws ReplicateException if the download fails, or if the content exceeds the maximum download size
     */
    public byte[] bytes() {
        return Blocking.value(this.async.bytes());
    }

    /**
     * Save the content to a file. The file appears under its name when it is complete. A failed or incomplete download is
     * repeated, up to the maximum number of retries.
     *
     * @param target a file, which is replaced if it exists; or a directory, in which the file is named
     *     {@link #filename()}, with a number if that name exists
     * @return the path of the file
     * @throws ReplicateException if the download or writing the file fails, or if the content exceeds the maximum
     *     download size
     */
    public Path saveTo(Path target) {
        return Blocking.value(this.async.saveTo(target));
    }

    /** Return a description without the parts of the URL that can be confidential. */
    @Override
    public String toString() {
        return this.async.toString();
    }
}
