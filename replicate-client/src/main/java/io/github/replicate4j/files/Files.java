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

import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.paging.Page;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Files at Replicate: inputs for models, kept for some time.
 *
 * <p>A file need not be uploaded by hand: in the input of a model, a path, a resource, a stream or bytes can stand as they
 * are. Upload what several predictions use.
 */
public final class Files {

    private final AsyncFiles async;

    /**
     * Creates the resource. Applications get it from the client.
     *
     * @param async does the work
     */
    public Files(AsyncFiles async) {
        this.async = async;
    }

    /**
     * Uploads a file of the file system, under its own name, as {@link #create(FileUpload)}.
     *
     * @param path the file
     * @return the file at Replicate
     * @throws IllegalArgumentException if its name cannot be sent, or it cannot be read
     * @throws OutcomeUnknownException if no answer settles it, so that the file may be there all the same
     * @throws ReplicateException if it was not uploaded
     */
    public UploadedFile create(Path path) {
        return Blocking.value(this.async.create(path));
    }

    /**
     * Uploads a file: {@code files.create}. It is read as it is sent, and never held in memory. The upload may take as long
     * as the client's setting {@code files.uploadTimeout} says, unless {@code withOptions} sets another time-out.
     *
     * <p>It is repeated only if it never left this machine, or if Replicate turned it away with 429, and not at all once
     * something of a stream has been read. If the thread is interrupted meanwhile, the upload is broken off.
     *
     * @param upload the file, with its name, type and metadata
     * @return the file at Replicate
     * @throws IllegalArgumentException if the file is not there or cannot be read
     * @throws OutcomeUnknownException if no answer settles it, so that the file may be there all the same
     * @throws ReplicateException if it was not uploaded; with status 413 if Replicate takes no file of that size
     */
    public UploadedFile create(FileUpload upload) {
        return Blocking.value(this.async.create(upload));
    }

    /**
     * Uploads a file, as {@link #create(FileUpload)}.
     *
     * @param upload fills the upload
     * @return the file at Replicate
     * @throws IllegalArgumentException if there is no content, the name or the type cannot be sent, or the file cannot be
     *     read
     * @throws OutcomeUnknownException if no answer settles it, so that the file may be there all the same
     * @throws ReplicateException if it was not uploaded
     */
    public UploadedFile create(Consumer<FileUpload.Builder> upload) {
        return Blocking.value(this.async.create(upload));
    }

    /**
     * Lists the files of the account, newest first: {@code files.list}.
     *
     * @return the first page, which leads to the others
     * @throws ReplicateException if it cannot be had
     */
    public Page<UploadedFile> list() {
        return new Page<>(Blocking.value(this.async.list()));
    }

    /**
     * Gets a file, without its content: {@code files.get}.
     *
     * @param id id of the file
     * @return the file
     * @throws IllegalArgumentException if the id is blank
     * @throws ReplicateException if it cannot be had
     */
    public UploadedFile get(String id) {
        return Blocking.value(this.async.get(id));
    }

    /**
     * Deletes a file: {@code files.delete}.
     *
     * @param id id of the file
     * @throws IllegalArgumentException if the id is blank
     * @throws ReplicateException if it could not be deleted
     */
    public void delete(String id) {
        Blocking.get(this.async.delete(id));
    }

    /**
     * Leads to the content of a file: {@code files.download}. The signature alone opens it: the token is not sent along.
     *
     * @param download the file and the right to read it
     * @return the content, which is read when one of its methods says so
     */
    public FileContent download(FileDownload download) {
        return new FileContent(this.async.download(download));
    }

    /**
     * Leads to the content of a file, as {@link #download(FileDownload)}.
     *
     * @param download fills the request
     * @return the content, which is read when one of its methods says so
     * @throws IllegalArgumentException if something is missing
     */
    public FileContent download(Consumer<FileDownload.Builder> download) {
        return new FileContent(this.async.download(download));
    }

    /**
     * Builds a URL to hand out: whoever has it can read the file until it expires. Nothing is sent.
     *
     * @param download the file and the right to read it
     * @return a URL at the API
     */
    public URI downloadUrl(FileDownload download) {
        return this.async.downloadUrl(download);
    }

    /**
     * Builds a URL to hand out, as {@link #downloadUrl(FileDownload)}.
     *
     * @param download fills the request
     * @return a URL at the API
     * @throws IllegalArgumentException if something is missing
     */
    public URI downloadUrl(Consumer<FileDownload.Builder> download) {
        return this.async.downloadUrl(download);
    }
}
