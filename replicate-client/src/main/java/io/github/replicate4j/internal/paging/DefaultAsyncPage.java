/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.paging;

import io.github.replicate4j.internal.json.ApiRequired;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.paging.AsyncPage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncPage}. */
public final class DefaultAsyncPage<T> implements AsyncPage<T> {

    private final Listing<T> listing;

    private final List<T> results;

    private final @Nullable String next;

    private final @Nullable String previous;

    private final @Nullable Trail followed;

    private DefaultAsyncPage(
            Listing<T> listing,
            List<T> results,
            @Nullable String next,
            @Nullable String previous,
            @Nullable Trail followed) {
        this.listing = listing;
        this.results = results;
        this.next = next;
        this.previous = previous;
        this.followed = followed;
    }

    /** Get the first page of a list. */
    public static <T> Mono<AsyncPage<T>> first(Transport transport, Supplier<ApiRequest> request, Class<T> type) {
        Listing<T> listing = new Listing<>(transport, request, type);
        return Mono.defer(() -> listing.page(request.get(), null));
    }

    @Override
    public List<T> results() {
        return this.results;
    }

    @Override
    public boolean hasNextPage() {
        return this.next != null;
    }

    @Override
    public @Nullable String nextCursor() {
        return cursor(this.next);
    }

    @Override
    public @Nullable String previousCursor() {
        return cursor(this.previous);
    }

    private static @Nullable String cursor(@Nullable String link) {
        if (link == null) {
            return null;
        }
        for (String parameter : link.substring(link.indexOf('?') + 1).split("[&#]")) {
            if (parameter.startsWith("cursor=")) {
                return decoded(parameter.substring("cursor=".length()));
            }
        }
        return null;
    }

    private static @Nullable String decoded(String value) {
        try {
            return UriUtils.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException ex) {
            return null;
        }
    }

    @Override
    public Mono<AsyncPage<T>> nextPage() {
        String link = this.next;
        return link == null ? Mono.empty() : Mono.defer(() -> this.listing.follow(link, this.followed));
    }

    @Override
    public Flux<T> all() {
        return Mono.<AsyncPage<T>>just(this)
                .expand(DefaultAsyncPage::nextPageOnDemand)
                .concatMapIterable(AsyncPage::results, 1);
    }

    /** Disable prefetching, so that no request is sent without demand. */
    private static <T> Flux<AsyncPage<T>> nextPageOnDemand(AsyncPage<T> page) {
        return Flux.just(page).hide().concatMap(AsyncPage::nextPage, 0);
    }

    @Override
    public String toString() {
        return "AsyncPage[results=" + this.results.size() + ", hasNextPage=" + hasNextPage() + "]";
    }

    /** A page as the API returns it. */
    private record PageResponse<T>(
            @Nullable String next,
            @Nullable String previous,
            @ApiRequired @Nullable List<@Nullable T> results) {}

    /** Runtime hints for native images. */
    static final class Hints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), PageResponse.class);
        }
    }

    /** The links followed so far, most recent first: a link that occurs again ends the list. */
    private record Trail(String link, @Nullable Trail previous) {

        static boolean contains(@Nullable Trail trail, String link) {
            for (Trail each = trail; each != null; each = each.previous()) {
                if (each.link().equals(link)) {
                    return true;
                }
            }
            return false;
        }
    }

    private record Listing<T>(Transport transport, Supplier<ApiRequest> request, Class<T> type) {

        Mono<AsyncPage<T>> follow(String link, @Nullable Trail followed) {
            return page(this.request.get().follow(link), new Trail(link, followed));
        }

        Mono<AsyncPage<T>> page(ApiRequest request, @Nullable Trail followed) {
            ParameterizedTypeReference<PageResponse<T>> type = ParameterizedTypeReference.forType(
                    ResolvableType.forClassWithGenerics(PageResponse.class, this.type)
                            .getType());
            return this.transport.send(request, type).map(response -> page(response, followed));
        }

        private AsyncPage<T> page(PageResponse<T> response, @Nullable Trail followed) {
            List<@Nullable T> items = response.results() == null ? List.of() : response.results();
            List<T> results = items.stream().filter(Objects::nonNull).toList();
            return new DefaultAsyncPage<>(
                    this, results, next(response.next(), followed), response.previous(), followed);
        }

        /** Return {@code null} also for the text {@code null}, which the API has sent. */
        private static @Nullable String next(@Nullable String next, @Nullable Trail followed) {
            boolean last = next == null || next.isBlank() || next.equals("null") || Trail.contains(followed, next);
            return last ? null : next;
        }
    }
}
