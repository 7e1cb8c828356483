/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.upload;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.files.UploadedFile;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.settings.FileEncoding;
import io.github.replicate4j.settings.FileSettings;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Converts model inputs to JSON, and replaces the files in them by URLs: data URLs for small files, and the URLs of uploads
 * for others. It uploads a file once, even if it occurs more than once in the input.
 */
public final class InputFiles {

    /** Limit of concurrent uploads for one input. */
    private static final int CONCURRENCY = 4;

    private final FileSettings settings;

    private final Uploads uploads;

    public InputFiles(Transport transport, FileSettings settings) {
        this.settings = settings;
        this.uploads = new Uploads(transport, settings);
    }

    /**
     * Convert an input.
     *
     * @param encoding how to send files, or {@code null} for the client's setting
     * @param check checks the input as maps, lists, JSON values and files, before files are read; its error is that of this method
     * @return the fields of the input. The errors are {@link IllegalArgumentException} if the input is not a JSON object, or
     *     contains a value that cannot be sent; and {@link ReplicateException} if an upload failed. Cancellation aborts the
     *     uploads
     */
    public Mono<Map<String, @Nullable Object>> encode(
            Object input, @Nullable FileEncoding encoding, Function<Map<String, @Nullable Object>, Mono<Void>> check) {
        FileSettings effective =
                encoding == null ? this.settings : this.settings.with(change -> change.encoding(encoding));
        return ApplicationErrors.defer(() -> {
            InputTree tree = new InputTree(input);
            return tree.files().isEmpty()
                    ? check.apply(tree.root()).then(Mono.fromSupplier(() -> tree.with(Map.of())))
                    : urls(tree, effective, check).map(urls -> ApplicationErrors.call(() -> tree.with(urls)));
        });
    }

    private Mono<Map<Object, Object>> urls(
            InputTree tree, FileSettings effective, Function<Map<String, @Nullable Object>, Mono<Void>> check) {
        return Mono.usingWhen(
                Mono.fromSupplier(ArrayList<InputFile>::new),
                files -> Mono.fromSupplier(() -> ApplicationErrors.call(() -> open(tree, files)))
                        .flatMap(existing -> check.apply(tree.root())
                                .then(this.uploads.inspect(
                                        "The files of the input", () -> InputPlan.of(files, effective)))
                                .flatMap(plan -> upload(plan).doOnNext(urls -> urls.putAll(existing)))),
                InputFiles::close);
    }

    /** Open all files even if one of them is rejected, so that all streams are closed. */
    private static Map<Object, Object> open(InputTree tree, List<InputFile> files) {
        Map<Object, Object> existing = new IdentityHashMap<>();
        IllegalArgumentException failure = null;
        for (Object each : tree.files()) {
            try {
                if (each instanceof UploadedFile uploaded) {
                    existing.put(each, url(uploaded, tree.place(each)));
                } else {
                    InputFile file = InputFile.of(each, tree.place(each));
                    file.source().use();
                    files.add(file);
                }
            } catch (IllegalArgumentException ex) {
                failure = failure == null ? ex : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return existing;
    }

    private static String url(UploadedFile uploaded, String place) {
        String url = uploaded.urls().get();
        if (url == null) {
            throw new IllegalArgumentException(place + ": the uploaded file " + uploaded.id() + " has no URL");
        }
        return url;
    }

    private Mono<Map<Object, Object>> upload(InputPlan plan) {
        return Flux.fromIterable(plan.uploads())
                .flatMap(
                        file -> this.uploads
                                .send(file.upload(), file.place())
                                .map(uploaded -> Map.entry(file.value(), url(file, uploaded))),
                        CONCURRENCY)
                .collect(
                        () -> new IdentityHashMap<>(plan.dataUrls()),
                        (urls, entry) -> urls.put(entry.getKey(), entry.getValue()));
    }

    private static String url(InputFile file, UploadedFile uploaded) {
        String url = uploaded.urls().get();
        if (url == null) {
            throw new ReplicateException(
                    file.label() + " was uploaded as " + uploaded.id()
                            + ", but Replicate returned no URL for it. Nothing else was created.",
                    null);
        }
        return url;
    }

    /** Close all streams at the same time, because a call waits for each of them. */
    private static Mono<Void> close(List<InputFile> files) {
        return Flux.fromIterable(files)
                .flatMap(file -> Uploads.close(file.source()))
                .then();
    }
}
