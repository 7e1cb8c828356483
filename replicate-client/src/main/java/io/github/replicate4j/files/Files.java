/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.files;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.paging.Page;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Operations on files at Replicate, which are inputs of models and are stored for a limited time.
 *
 * <p>An upload is not required for a single prediction: the input of a model can contain a path, a resource, a stream
 * or bytes. Upload a file that several predictions use.
 *
 * @since 0.1.0
 */
public final class Files {

    private final AsyncFiles async;

    /**
     * Create the resource. Applications obtain it from the client.
     *
     * @param async the reactive resource to delegate to
     */
    public Files(AsyncFiles async) {
        this.async = async;
    }

    /**
     * Upload a file of the file system under its own name, as {@link #create(FileUpload)}.
     *
     * @param path path of the file
     * @return the uploaded file
     * @throws IllegalArgumentException if the name of the file cannot be sent, or if the file cannot be read
     * @throws ReplicateException if the file was not uploaded
     */
    public UploadedFile create(Path path) {
        return Blocking.value(this.async.create(path));
    }

    /**
     * Upload a file: {@code files.create}. The content is streamed and not held in memory. The timeout is the setting
     * {@code files.uploadTimeout} of the client, unless {@code withOptions} sets another timeout.
     *
     * <p>A failed upload is retried, because uploads are free. It is not retried after a part of an input stream has been
     * read. If the thread is interrupted, the upload is aborted.
     *
     * @param upload the file with its name, content type and metadata
     * @return the uploaded file
     * @throws IllegalArgumentException if the file does not exist or cannot be read
     * @throws ReplicateException if the file was not uploaded; with status 413 if the file is too large for Replicate
     */
    public UploadedFile create(FileUpload upload) {
        return Blocking.value(this.async.create(upload));
    }

    /**
     * Upload a file, as {@link #create(FileUpload)}.
     *
     * @param upload callback that sets the fields of the upload
     * @return the uploaded file
     * @throws IllegalArgumentException if there is no content, if the name or the content type cannot be sent, or if
     *     the file cannot be read
     */
    public UploadedFile create(Consumer<FileUpload.Builder> upload) {
        return Blocking.value(this.async.create(upload));
    }

    /**
     * List the files of the account, newest first: {@code files.list}.
     *
     * @return the first page
     * @throws ReplicateException if the request fails
     */
    public Page<UploadedFile> list() {
        return new Page<>(Blocking.value(this.async.list()));
    }

    /**
     * Return a file, without its content: {@code files.get}.
     *
     * @param id id of the file
     * @return the file
     * @throws IllegalArgumentException if the id is blank
     * @throws ReplicateException if the request fails
     */
    public UploadedFile get(String id) {
        return Blocking.value(this.async.get(id));
    }

    /**
     * Delete a file: {@code files.delete}.
     *
     * @param id id of the file
     * @throws IllegalArgumentException if the id is blank
     * @throws ReplicateException if the request fails
     */
    public void delete(String id) {
        Blocking.get(this.async.delete(id));
    }

    /**
     * Return the content of a file: {@code files.download}. The signature grants access: the API token is not sent.
     *
     * @param download the file, with a signature
     * @return the content, which is requested when one of its methods is called
     */
    public FileContent download(FileDownload download) {
        return new FileContent(this.async.download(download));
    }

    /**
     * Return the content of a file, as {@link #download(FileDownload)}.
     *
     * @param download callback that sets the fields of the request
     * @return the content, which is requested when one of its methods is called
     * @throws IllegalArgumentException if a field is missing
     */
    public FileContent download(Consumer<FileDownload.Builder> download) {
        return new FileContent(this.async.download(download));
    }

    /**
     * Return a signed download URL of a file, without a request. Anyone who knows the URL can read the file until it
     * expires.
     *
     * @param download the file, with a signature
     * @return the URL
     */
    public URI downloadUrl(FileDownload download) {
        return this.async.downloadUrl(download);
    }

    /**
     * Return a signed download URL of a file, as {@link #downloadUrl(FileDownload)}.
     *
     * @param download callback that sets the fields of the request
     * @return the URL
     * @throws IllegalArgumentException if a field is missing
     */
    public URI downloadUrl(Consumer<FileDownload.Builder> download) {
        return this.async.downloadUrl(download);
    }
}
