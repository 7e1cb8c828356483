/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.testing;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.paging.AsyncPage;
import io.github.replicate4j.paging.Page;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The blocking and the reactive client, for tests of both. */
public enum ClientStyle {
    BLOCKING,
    REACTIVE;

    public <T> T call(Replicate client, Function<Replicate, T> blocking, Function<AsyncReplicate, Mono<T>> reactive) {
        return this == BLOCKING ? blocking.apply(client) : join(reactive.apply(client.async()));
    }

    public void run(Replicate client, Consumer<Replicate> blocking, Function<AsyncReplicate, Mono<Void>> reactive) {
        if (this == BLOCKING) {
            blocking.accept(client);
        } else {
            join(reactive.apply(client.async()));
        }
    }

    /** Return the items of all pages. */
    public <T> List<T> list(
            Replicate client,
            Function<Replicate, Page<T>> blocking,
            Function<AsyncReplicate, Mono<AsyncPage<T>>> reactive) {
        return this == BLOCKING
                ? blocking.apply(client).all().toList()
                : join(reactive.apply(client.async())
                        .flatMapMany(AsyncPage::all)
                        .collectList());
    }

    /** Pass the items of all pages to a consumer, until an error. */
    public <T> void each(
            Replicate client,
            Function<Replicate, Page<T>> blocking,
            Function<AsyncReplicate, Mono<AsyncPage<T>>> reactive,
            Consumer<? super T> consumer) {
        if (this == BLOCKING) {
            blocking.apply(client).forEach(consumer);
        } else {
            Flux<T> all = reactive.apply(client.async()).flatMapMany(AsyncPage::all);
            join(all.doOnNext(consumer).then());
        }
    }

    private static <T> T join(Mono<T> call) {
        try {
            return call.toFuture().join();
        } catch (CompletionException ex) {
            if (ex.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (ex.getCause() instanceof Error error) {
                throw error;
            }
            throw ex;
        }
    }
}
