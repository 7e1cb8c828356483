/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.paging;

import io.github.replicate4j.internal.reactive.Blocking;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list. Iteration covers this page and all following pages; each page is requested once the previous one
 * has been read.
 *
 * @param <T> type of the results
 * @since 0.1.0
 */
public final class Page<T> implements Iterable<T> {

    private final AsyncPage<T> async;

    /**
     * Create a page. Applications obtain pages from the client.
     *
     * @param async the reactive page to delegate to
     */
    public Page(AsyncPage<T> async) {
        this.async = async;
    }

    /**
     * Return the results on this page.
     *
     * @return the results, in the order of the API; can be empty even if there is a next page
     */
    public List<T> results() {
        return this.async.results();
    }

    /**
     * Return whether there is a next page.
     *
     * @return whether {@link #nextPage()} returns a page
     */
    public boolean hasNextPage() {
        return this.async.hasNextPage();
    }

    /**
     * Return the next page. A link to a host other than the API is not followed.
     *
     * @return the next page
     * @throws NoSuchElementException if this is the last page
     * @throws io.github.replicate4j.error.ReplicateException if the request fails
     */
    public Page<T> nextPage() {
        if (!hasNextPage()) {
            throw new NoSuchElementException("This is the last page; call hasNextPage() first");
        }
        return new Page<>(Blocking.value(this.async.nextPage()));
    }

    /**
     * Return the cursor of the next page, to continue the list later or in another process:
     *
     * <pre>{@code
     * replicate.withOptions(options -> options.queryParam("cursor", cursor)).predictions().list();
     * }</pre>
     *
     * @return the cursor, or {@code null} if there is no next page or its link has no cursor
     */
    public @Nullable String nextCursor() {
        return this.async.nextCursor();
    }

    /**
     * Return the cursor of the previous page, to use as {@link #nextCursor()}.
     *
     * @return the cursor, or {@code null} if there is no previous page or its link has no cursor
     */
    public @Nullable String previousCursor() {
        return this.async.previousCursor();
    }

    /**
     * Return all results of this page and the following pages.
     *
     * @return the results, requested page by page while the stream is read
     */
    public Stream<T> all() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED), false);
    }

    @Override
    public Iterator<T> iterator() {
        return new PageIterator<>(this);
    }

    @Override
    public String toString() {
        return "Page[results=" + results().size() + ", hasNextPage=" + hasNextPage() + "]";
    }

    private static final class PageIterator<T> implements Iterator<T> {

        private Page<T> page;

        private Iterator<T> results;

        PageIterator(Page<T> first) {
            this.page = first;
            this.results = first.results().iterator();
        }

        @Override
        public boolean hasNext() {
            while (!this.results.hasNext() && this.page.hasNextPage()) {
                this.page = this.page.nextPage();
                this.results = this.page.results().iterator();
            }
            return this.results.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("There are no more results");
            }
            return this.results.next();
        }
    }
}
