/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.files;

import io.github.replicate4j.paging.AsyncPage;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * Reactive variant of {@link Files}. Methods check their arguments when they are called. All other errors, including a
 * file that cannot be read, are signaled through the {@link Mono}.
 *
 * @since 0.1.0
 */
public interface AsyncFiles {

    /**
     * Upload a file of the file system: {@code files.create}.
     *
     * @see Files#create(Path)
     */
    Mono<UploadedFile> create(Path path);

    /**
     * Upload a file: {@code files.create}; cancelling the subscription aborts the upload.
     *
     * @see Files#create(FileUpload)
     */
    Mono<UploadedFile> create(FileUpload upload);

    /**
     * Upload a file: {@code files.create}.
     *
     * @see Files#create(Consumer)
     */
    default Mono<UploadedFile> create(Consumer<FileUpload.Builder> upload) {
        return create(FileUpload.of(upload));
    }

    /**
     * List the files of the account, newest first: {@code files.list}.
     *
     * @see Files#list()
     */
    Mono<AsyncPage<UploadedFile>> list();

    /**
     * Return a file, without its content: {@code files.get}.
     *
     * @see Files#get(String)
     */
    Mono<UploadedFile> get(String id);

    /**
     * Delete a file: {@code files.delete}.
     *
     * @see Files#delete(String)
     */
    Mono<Void> delete(String id);

    /**
     * Return the content of a file: {@code files.download}.
     *
     * @see Files#download(FileDownload)
     */
    AsyncFileContent download(FileDownload download);

    /**
     * Return the content of a file: {@code files.download}.
     *
     * @see Files#download(Consumer)
     */
    default AsyncFileContent download(Consumer<FileDownload.Builder> download) {
        return download(FileDownload.of(download));
    }

    /**
     * Return a signed download URL of a file, without a request.
     *
     * @see Files#downloadUrl(FileDownload)
     */
    URI downloadUrl(FileDownload download);

    /**
     * Return a signed download URL of a file, without a request.
     *
     * @see Files#downloadUrl(Consumer)
     */
    default URI downloadUrl(Consumer<FileDownload.Builder> download) {
        return downloadUrl(FileDownload.of(download));
    }
}
