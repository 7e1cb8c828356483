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

import io.github.replicate4j.internal.upload.Uploads;
import io.github.replicate4j.paging.AsyncPage;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * Files at Replicate, reactive. Errors come through the {@link Mono}; arguments are refused at once, but for a file that
 * cannot be read, which is only known when it is.
 *
 * @see Files
 */
public interface AsyncFiles {

    /**
     * Uploads a file: {@code files.create}.
     *
     * @param path the file
     * @return the file at Replicate
     * @throws IllegalArgumentException if its name cannot be sent
     * @see Files#create(Path)
     */
    Mono<UploadedFile> create(Path path);

    /**
     * Uploads a file: {@code files.create}. To cancel breaks the upload off.
     *
     * @param upload the file, with its name, type and metadata
     * @return the file at Replicate
     * @see Files#create(FileUpload)
     */
    Mono<UploadedFile> create(FileUpload upload);

    /**
     * Uploads a file: {@code files.create}.
     *
     * @param upload fills the upload
     * @return the file at Replicate
     * @throws IllegalArgumentException if there is no content, or the name or the type cannot be sent
     * @see Files#create(Consumer)
     */
    default Mono<UploadedFile> create(Consumer<FileUpload.Builder> upload) {
        return create(FileUpload.of(upload));
    }

    /**
     * Lists the files of the account, newest first: {@code files.list}.
     *
     * @return the first page
     * @see Files#list()
     */
    Mono<AsyncPage<UploadedFile>> list();

    /**
     * Gets a file, without its content: {@code files.get}.
     *
     * @param id id of the file
     * @return the file
     * @throws IllegalArgumentException if the id is blank
     * @see Files#get(String)
     */
    Mono<UploadedFile> get(String id);

    /**
     * Deletes a file: {@code files.delete}.
     *
     * @param id id of the file
     * @return completes when it is gone
     * @throws IllegalArgumentException if the id is blank
     * @see Files#delete(String)
     */
    Mono<Void> delete(String id);

    /**
     * Leads to the content of a file: {@code files.download}.
     *
     * @param download the file and the right to read it
     * @return the content, which is read when one of its methods says so
     * @see Files#download(FileDownload)
     */
    AsyncFileContent download(FileDownload download);

    /**
     * Leads to the content of a file: {@code files.download}.
     *
     * @param download fills the request
     * @return the content, which is read when one of its methods says so
     * @throws IllegalArgumentException if something is missing
     * @see Files#download(Consumer)
     */
    default AsyncFileContent download(Consumer<FileDownload.Builder> download) {
        return download(FileDownload.of(download));
    }

    /**
     * Builds a URL to hand out.
     *
     * @param download the file and the right to read it
     * @return a URL at the API
     * @see Files#downloadUrl(FileDownload)
     */
    URI downloadUrl(FileDownload download);

    /**
     * Builds a URL to hand out.
     *
     * @param download fills the request
     * @return a URL at the API
     * @throws IllegalArgumentException if something is missing
     * @see Files#downloadUrl(Consumer)
     */
    default URI downloadUrl(Consumer<FileDownload.Builder> download) {
        return downloadUrl(FileDownload.of(download));
    }
}
