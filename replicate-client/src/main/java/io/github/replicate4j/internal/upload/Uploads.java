/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.upload;

import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.ErrorResponse;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.files.UploadedFile;
import io.github.replicate4j.internal.content.ContentSource;
import io.github.replicate4j.internal.content.FileReadErrors;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.internal.reactive.DroppedErrors;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.settings.FileSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Uploads files, each with its own timeout.
 */
public final class Uploads {

    /** Calls with the same upload share its source, which closes a stream after the last of them. */
    private static final Map<FileUpload, ContentSource> SOURCES = Collections.synchronizedMap(new WeakHashMap<>());

    /** Time for which a call waits until a stream is closed: a stream that is being read can block forever. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Transport transport;

    private final FileSettings settings;

    public Uploads(Transport transport, FileSettings settings) {
        this.transport = transport;
        this.settings = settings;
    }

    /**
     * Upload a file: {@code files.create}. Cancellation aborts the upload.
     *
     * @param file the file; a stream is closed after the call, whether it succeeds or not
     * @param place where the file is in the input of a model, or {@code null} if it is in none
     */
    public Mono<UploadedFile> send(FileUpload file, @Nullable String place) {
        String label = place == null ? file.filename() : place + " (" + file.filename() + ")";
        ContentSource source = source(file);
        Mono<UploadedFile> sent = inspect(label, () -> new Multipart(file, source, size(source, label), label))
                .flatMap(form -> this.transport
                        .send(request(form, source, place), UploadedFile.class)
                        .onErrorMap(ApiStatusException.class, response -> explain(response, source, form, label)));
        return ApplicationErrors.unwrap(Mono.usingWhen(
                Mono.fromSupplier(() -> {
                    source.use();
                    return source;
                }),
                used -> sent,
                Uploads::close));
    }

    static ContentSource source(FileUpload file) {
        return SOURCES.computeIfAbsent(file, upload -> ContentSource.of(upload.content()));
    }

    /**
     * Read properties or parts of files on a thread that may block, within the upload timeout: a stream may block forever.
     *
     * @param reader reads the files; it may block
     */
    <T> Mono<T> inspect(String label, Callable<T> reader) {
        Duration timeout = this.settings.uploadTimeout();
        return Mono.fromCallable(() -> ApplicationErrors.callChecked(reader))
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(
                        timeout,
                        Mono.error(() -> new ReplicateException(
                                label + " could not be read within " + timeout.toMillis() + " ms. Nothing was created.",
                                null)))
                .contextWrite(DroppedErrors::quiet);
    }

    private static @Nullable Long size(ContentSource source, String label) {
        try {
            return source.size();
        } catch (IOException | RuntimeException ex) {
            throw FileReadErrors.beforeSending(label, ex);
        }
    }

    static Mono<Void> close(ContentSource source) {
        return Mono.<Void>fromRunnable(source::close)
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(CLOSE_TIMEOUT, Mono.empty());
    }

    private ApiRequest request(Multipart form, ContentSource source, @Nullable String place) {
        // Uploads are free, so an unused copy is better than a failure.
        ApiRequest request = ApiRequest.idempotentPost("files.create", "/files")
                .streamed(form.contentType(), form.length(), form.body(), source::canBeReadAgain)
                .timeout(this.settings.uploadTimeout());
        return place == null ? request : request.description("for " + place + ", before anything else was created");
    }

    private static ApiStatusException explain(
            ApiStatusException response, ContentSource source, Multipart form, String label) {
        ErrorResponse error = new ErrorResponse(
                response.operation(), response.statusCode(), response.headers(), response.body(), response.problem());
        if (response.statusCode() == 413) {
            String length = form.length() == null ? "" : ", an upload of " + form.length() + " bytes,";
            return new ApiStatusException(
                    "Replicate responded with 413 to files.create: " + label + length
                            + " is too large. Replicate accepts files of up to about 100 MB; host a larger file elsewhere and"
                            + " pass its https URL to the model.",
                    error);
        }
        if (response instanceof RateLimitException limited && !source.canBeReadAgain()) {
            return new RateLimitException(
                    limited.getMessage() + " The upload was not retried: its stream can be read only once.",
                    error,
                    limited.retryAfter());
        }
        return response;
    }
}
