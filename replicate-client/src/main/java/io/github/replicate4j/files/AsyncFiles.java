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

import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.internal.upload.Uploads;
import io.github.replicate4j.paging.AsyncPage;
import io.github.replicate4j.settings.FileSettings;
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
public final class AsyncFiles {

    private final Transport transport;

    private final Uploads uploads;

    /**
     * Creates the resource. Applications get it from the client.
     *
     * @param transport carries the requests
     * @param settings how files are sent
     */
    public AsyncFiles(Transport transport, FileSettings settings) {
        this.transport = transport;
        this.uploads = new Uploads(transport, settings);
    }

    /**
     * Uploads a file: {@code files.create}.
     *
     * @param path the file
     * @return the file at Replicate
     * @throws IllegalArgumentException if its name cannot be sent
     * @see Files#create(Path)
     */
    public Mono<UploadedFile> create(Path path) {
        return create(FileUpload.of(path));
    }

    /**
     * Uploads a file: {@code files.create}. To cancel breaks the upload off.
     *
     * @param upload the file, with its name, type and metadata
     * @return the file at Replicate
     * @see Files#create(FileUpload)
     */
    public Mono<UploadedFile> create(FileUpload upload) {
        return this.uploads.send(upload, null);
    }

    /**
     * Uploads a file: {@code files.create}.
     *
     * @param upload fills the upload
     * @return the file at Replicate
     * @throws IllegalArgumentException if there is no content, or the name or the type cannot be sent
     * @see Files#create(Consumer)
     */
    public Mono<UploadedFile> create(Consumer<FileUpload.Builder> upload) {
        FileUpload.Builder builder = FileUpload.builder();
        upload.accept(builder);
        return create(builder.build());
    }

    /**
     * Lists the files of the account, newest first: {@code files.list}.
     *
     * @return the first page
     * @see Files#list()
     */
    public Mono<AsyncPage<UploadedFile>> list() {
        return AsyncPage.first(this.transport, () -> ApiRequest.get("files.list", "/files"), UploadedFile.class);
    }

    /**
     * Gets a file, without its content: {@code files.get}.
     *
     * @param id id of the file
     * @return the file
     * @throws IllegalArgumentException if the id is blank
     * @see Files#get(String)
     */
    public Mono<UploadedFile> get(String id) {
        return this.transport.send(ApiRequest.get("files.get", "/files/{id}").path("id", id), UploadedFile.class);
    }

    /**
     * Deletes a file: {@code files.delete}.
     *
     * @param id id of the file
     * @return completes when it is gone
     * @throws IllegalArgumentException if the id is blank
     * @see Files#delete(String)
     */
    public Mono<Void> delete(String id) {
        return this.transport.sendForStatus(
                ApiRequest.delete("files.delete", "/files/{id}").path("id", id));
    }

    /**
     * Leads to the content of a file: {@code files.download}.
     *
     * @param download the file and the right to read it
     * @return the content, which is read when one of its methods says so
     * @see Files#download(FileDownload)
     */
    public AsyncFileContent download(FileDownload download) {
        return new AsyncFileContent(download.id(), downloadUrl(download), this.transport.downloads("files.download"));
    }

    /**
     * Leads to the content of a file: {@code files.download}.
     *
     * @param download fills the request
     * @return the content, which is read when one of its methods says so
     * @throws IllegalArgumentException if something is missing
     * @see Files#download(Consumer)
     */
    public AsyncFileContent download(Consumer<FileDownload.Builder> download) {
        return download(built(download));
    }

    /**
     * Builds a URL to hand out.
     *
     * @param download the file and the right to read it
     * @return a URL at the API
     * @see Files#downloadUrl(FileDownload)
     */
    public URI downloadUrl(FileDownload download) {
        return this.transport.url(request(download));
    }

    /**
     * Builds a URL to hand out.
     *
     * @param download fills the request
     * @return a URL at the API
     * @throws IllegalArgumentException if something is missing
     * @see Files#downloadUrl(Consumer)
     */
    public URI downloadUrl(Consumer<FileDownload.Builder> download) {
        return downloadUrl(built(download));
    }

    private static ApiRequest request(FileDownload download) {
        return ApiRequest.get("files.download", "/files/{id}/download")
                .path("id", download.id())
                .queryParam("owner", download.owner())
                .queryParam("expiry", String.valueOf(download.expiry().getEpochSecond()))
                .queryParam("signature", download.signature());
    }

    private static FileDownload built(Consumer<FileDownload.Builder> download) {
        FileDownload.Builder builder = FileDownload.builder();
        download.accept(builder);
        return builder.build();
    }
}
