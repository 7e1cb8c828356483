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

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.files.UploadedFile;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.settings.FileEncoding;
import io.github.replicate4j.settings.FileSettings;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes inputs of models fit to be sent: each file in them becomes a data URL, or is uploaded and becomes its URL.
 *
 * <p>Not meant for applications: it is public for the packages of what takes input.
 */
public final class InputFiles {

    /** Uploads of one input at once. */
    private static final int AT_ONCE = 4;

    private final FileSettings settings;

    private final Uploads uploads;

    /**
     * Creates the encoding.
     *
     * @param transport carries the uploads
     * @param settings how files are sent
     */
    public InputFiles(Transport transport, FileSettings settings) {
        this.settings = settings;
        this.uploads = new Uploads(transport, settings);
    }

    /**
     * Encodes an input, as the client is set to.
     *
     * @param input a {@link Map}, a record or a bean, with files anywhere in it
     * @return its fields as plain Java. An {@link IllegalArgumentException} if it is no JSON object, or holds something that
     *     cannot be sent; an error under {@link ReplicateException} if an upload failed. To cancel breaks uploads off
     */
    public Mono<Map<String, @Nullable Object>> encode(Object input) {
        return encode(input, null);
    }

    /**
     * Encodes an input.
     *
     * @param input a {@link Map}, a record or a bean, with files anywhere in it
     * @param encoding what files become, or {@code null} for what the client is set to
     * @return as {@link #encode(Object)}
     */
    public Mono<Map<String, @Nullable Object>> encode(Object input, @Nullable FileEncoding encoding) {
        FileSettings chosen = encoding == null ? this.settings : this.settings.with(change -> change.encoding(encoding));
        return Mono.defer(() -> {
            InputTree tree = new InputTree(input);
            return tree.files().isEmpty()
                    ? Mono.just(tree.with(Map.of()))
                    : urls(tree, chosen).map(tree::with);
        });
    }

    private Mono<Map<Object, String>> urls(InputTree tree, FileSettings chosen) {
        return Mono.usingWhen(
                Mono.fromSupplier(ArrayList<InputFile>::new),
                files -> Mono.fromSupplier(() -> open(tree, files))
                        .flatMap(known -> this.uploads
                                .lookedAt("The files of the input", () -> InputPlan.of(files, chosen))
                                .flatMap(plan -> uploaded(plan).doOnNext(urls -> urls.putAll(known)))),
                InputFiles::close);
    }

    /** Streams that are not even looked at, because another file is refused, are closed as well. */
    private static Map<Object, String> open(InputTree tree, List<InputFile> files) {
        Map<Object, String> known = new IdentityHashMap<>();
        IllegalArgumentException refused = null;
        for (Object each : tree.files()) {
            try {
                if (each instanceof UploadedFile uploaded) {
                    known.put(each, url(uploaded, tree.place(each)));
                } else {
                    InputFile file = InputFile.of(each, tree.place(each));
                    file.upload().source().use();
                    files.add(file);
                }
            } catch (IllegalArgumentException ex) {
                refused = refused == null ? ex : refused;
            }
        }
        if (refused != null) {
            throw refused;
        }
        return known;
    }

    private static String url(UploadedFile uploaded, String place) {
        String url = uploaded.urls().get();
        if (url == null) {
            throw new IllegalArgumentException(place + ": the uploaded file " + uploaded.id() + " has no URL");
        }
        return url;
    }

    private Mono<Map<Object, String>> uploaded(InputPlan plan) {
        return Flux.fromIterable(plan.uploads())
                .flatMap(
                        file -> this.uploads.send(file.upload(), file.place()).map(done -> new Done(file, done)),
                        AT_ONCE)
                .collect(
                        () -> new IdentityHashMap<>(plan.dataUrls()), (urls, done) -> urls.put(done.key(), done.url()));
    }

    private record Done(InputFile file, UploadedFile uploaded) {

        Object key() {
            return this.file.key();
        }

        String url() {
            String url = this.uploaded.urls().get();
            if (url == null) {
                throw new ReplicateException(
                        this.file.label() + " was uploaded as " + this.uploaded.id()
                                + ", but Replicate gave no URL for it. Nothing else was created.",
                        null);
            }
            return url;
        }
    }

    private static Mono<Void> close(List<InputFile> files) {
        return Flux.fromIterable(files)
                .concatMap(file -> Uploads.close(file.upload().source()))
                .then();
    }
}
