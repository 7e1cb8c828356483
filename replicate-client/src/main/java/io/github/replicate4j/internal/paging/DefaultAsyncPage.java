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

package io.github.replicate4j.internal.paging;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.paging.AsyncPage;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Default implementation of {@link AsyncPage}.
 */
public final class DefaultAsyncPage<T> implements AsyncPage<T> {

    private final Listing<T> listing;

    private final List<T> results;

    private final @Nullable String next;

    private final @Nullable Trail followed;

    private DefaultAsyncPage(Listing<T> listing, List<T> results, @Nullable String next, @Nullable Trail followed) {
        this.listing = listing;
        this.results = results;
        this.next = next;
        this.followed = followed;
    }

    /**
     * Gets the first page of a list. Resources call this.
     *
     * @param transport carries the requests
     * @param request makes the request for the list
     * @param type what is listed
     * @param <T> what is listed
     * @return the first page
     */
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
    public Mono<AsyncPage<T>> nextPage() {
        String link = this.next;
        return link == null ? Mono.empty() : Mono.defer(() -> this.listing.follow(link, this.followed));
    }

    @Override
    public Flux<T> all() {
        return Mono.<AsyncPage<T>>just(this).expand(DefaultAsyncPage::nextPageOnDemand).concatMapIterable(AsyncPage::results, 1);
    }

    /** Without a prefetch, so that nothing is sent before there is demand. */
    private static <T> Flux<AsyncPage<T>> nextPageOnDemand(AsyncPage<T> page) {
        return Flux.just(page).hide().concatMap(AsyncPage::nextPage, 0);
    }

    @Override
    public String toString() {
        return "AsyncPage[results=" + this.results.size() + ", hasNextPage=" + hasNextPage() + "]";
    }

    /** A page as the API sends it. */
    private record Answer<T>(
            @Nullable String next,
            @JsonProperty(required = true) @Nullable List<@Nullable T> results) {}

    /** What a native image needs to know. */
    static final class Hints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), Answer.class);
        }
    }

    /** The links that led here, the last one first: a list that leads back to itself has come to its end. */
    private record Trail(String link, @Nullable Trail before) {

        static boolean contains(@Nullable Trail last, String link) {
            for (Trail each = last; each != null; each = each.before()) {
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
            ParameterizedTypeReference<Answer<T>> answer = ParameterizedTypeReference.forType(
                    ResolvableType.forClassWithGenerics(Answer.class, this.type).getType());
            return this.transport.send(request, answer).map(read -> page(read, followed));
        }

        private AsyncPage<T> page(Answer<T> answer, @Nullable Trail followed) {
            List<@Nullable T> sent = answer.results() == null ? List.of() : answer.results();
            List<T> results = sent.stream().filter(Objects::nonNull).toList();
            return new DefaultAsyncPage<>(this, results, next(answer.next(), followed), followed);
        }

        /** The text {@code null} has been seen in place of the value. */
        private static @Nullable String next(@Nullable String next, @Nullable Trail followed) {
            boolean last = next == null || next.isBlank() || next.equals("null") || Trail.contains(followed, next);
            return last ? null : next;
        }
    }
}
