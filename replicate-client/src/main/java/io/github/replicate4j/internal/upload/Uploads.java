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

package io.github.replicate4j.internal.upload;

import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.ErrorResponse;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.files.UploadedFile;
import io.github.replicate4j.internal.content.ContentSource;
import io.github.replicate4j.internal.content.FileReadErrors;
import io.github.replicate4j.internal.reactive.DroppedErrors;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.settings.FileSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Sends files, each with a time-out of its own.
 */
public final class Uploads {

    private final Transport transport;

    private final FileSettings settings;

    public Uploads(Transport transport, FileSettings settings) {
        this.transport = transport;
        this.settings = settings;
    }

    /**
     * Uploads a file: {@code files.create}. To cancel breaks the upload off.
     *
     * @param file what to upload; a stream is closed in the end, whatever becomes of it
     * @param where where the file stands in the input of a model, or {@code null} if in none
     * @return the file at Replicate
     */
    public Mono<UploadedFile> send(FileUpload file, @Nullable String where) {
        String label = where == null ? file.filename() : where + " (" + file.filename() + ")";
        ContentSource source = file.source();
        Mono<UploadedFile> sent = lookedAt(label, () -> new Multipart(file, size(source, label), label))
                .flatMap(form -> this.transport
                        .send(request(form, source, where), UploadedFile.class)
                        .onErrorMap(ApiStatusException.class, answered -> explained(answered, source, form, label)));
        return Mono.usingWhen(Mono.fromSupplier(() -> used(source)), used -> sent, Uploads::close);
    }

    private static ContentSource used(ContentSource source) {
        source.use();
        return source;
    }

    /**
     * Looks at files, apart and not for ever: a stream may wait for what never comes.
     *
     * @param label names the files in messages
     * @param look may block
     * @param <T> what is seen
     * @return what is seen; a {@link ReplicateException} if that takes longer than an upload may
     */
    <T> Mono<T> lookedAt(String label, Callable<T> look) {
        Duration timeout = this.settings.uploadTimeout();
        return Mono.fromCallable(look)
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
            throw FileReadErrors.atFirst(label, ex);
        }
    }

    static Mono<Void> close(ContentSource source) {
        return Mono.<Void>fromRunnable(source::close).subscribeOn(Schedulers.boundedElastic());
    }

    private ApiRequest request(Multipart form, ContentSource source, @Nullable String where) {
        ApiRequest request = ApiRequest.nonIdempotentPost("files.create", "/files")
                .streamed(form.contentType(), form.length(), form.body(), source::canBeReadAgain)
                .timeout(this.settings.uploadTimeout())
                .cancellable()
                .reconcileWith("files.list");
        return where == null ? request : request.description("for " + where + ", before anything else was created");
    }

    private static ApiStatusException explained(
            ApiStatusException answered, ContentSource source, Multipart form, String label) {
        ErrorResponse answer = new ErrorResponse(
                answered.operation(), answered.statusCode(), answered.headers(), answered.body(), answered.problem());
        if (answered.statusCode() == 413) {
            String length = form.length() == null ? "" : ", an upload of " + form.length() + " bytes,";
            return new ApiStatusException(
                    "Replicate answered 413 to files.create: " + label + length
                            + " is too large. It takes files of up to about 100 MB; put a larger one where Replicate can"
                            + " read it, and give the model its https URL.",
                    answer);
        }
        if (answered instanceof RateLimitException limited && !source.canBeReadAgain()) {
            return new RateLimitException(
                    limited.getMessage() + " It was not sent again: its stream can be read only once.",
                    answer,
                    limited.retryAfter());
        }
        return answered;
    }
}
