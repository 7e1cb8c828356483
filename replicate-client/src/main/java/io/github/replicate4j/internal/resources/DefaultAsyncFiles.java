/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.files.AsyncFileContent;
import io.github.replicate4j.files.AsyncFiles;
import io.github.replicate4j.files.FileDownload;
import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.files.UploadedFile;
import io.github.replicate4j.internal.context.ClientContext;
import io.github.replicate4j.internal.paging.DefaultAsyncPage;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.internal.upload.Uploads;
import io.github.replicate4j.paging.AsyncPage;
import java.net.URI;
import java.nio.file.Path;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncFiles}. */
public final class DefaultAsyncFiles implements AsyncFiles {

    private final Transport transport;

    private final Uploads uploads;

    DefaultAsyncFiles(ClientContext context) {
        this.transport = context.transport();
        this.uploads = new Uploads(this.transport, context.settings().files());
    }

    @Override
    public Mono<UploadedFile> create(Path path) {
        return create(FileUpload.of(path));
    }

    @Override
    public Mono<UploadedFile> create(FileUpload upload) {
        return this.uploads.send(upload, null);
    }

    @Override
    public Mono<AsyncPage<UploadedFile>> list() {
        return DefaultAsyncPage.first(this.transport, () -> ApiRequest.get("files.list", "/files"), UploadedFile.class);
    }

    @Override
    public Mono<UploadedFile> get(String id) {
        return this.transport.send(ApiRequest.get("files.get", "/files/{id}").pathAndResponse(id), UploadedFile.class);
    }

    @Override
    public Mono<Void> delete(String id) {
        return this.transport.sendForStatus(
                ApiRequest.delete("files.delete", "/files/{id}").path("id", id));
    }

    @Override
    public AsyncFileContent download(FileDownload download) {
        return new DefaultAsyncFileContent(
                download.id(), downloadUrl(download), this.transport.downloads("files.download"));
    }

    @Override
    public URI downloadUrl(FileDownload download) {
        return this.transport.url(ApiRequest.get("files.download", "/files/{id}/download")
                .path("id", download.id())
                .queryParam("owner", download.owner())
                .queryParam("expiry", String.valueOf(download.expiry().getEpochSecond()))
                .queryParam("signature", download.signature()));
    }
}
