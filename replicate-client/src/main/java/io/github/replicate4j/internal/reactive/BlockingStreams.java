/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import io.github.replicate4j.error.CallInterruptedException;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Reads reactive streams as {@link Stream}s, which block the current thread through {@link Blocking}.
 */
public final class BlockingStreams {

    private static final int PREFETCH = 32;

    private BlockingStreams() {}

    /**
     * Return a sequential stream of the elements of a reactive stream. It subscribes when the first element is read, and
     * prefetches a few elements only. Reading blocks as {@link Blocking#get} does; an interrupt cancels the reactive stream.
     *
     * @return a stream; closing it cancels the source, and reading it after that throws an {@link IllegalStateException}
     */
    public static <T> Stream<T> stream(Flux<T> source) {
        return stream(source, PREFETCH);
    }

    /**
     * Return a stream as {@link #stream(Flux)} does, but with a prefetch of one element, for elements that become outdated.
     */
    public static <T> Stream<T> updates(Flux<T> source) {
        return stream(source, 1);
    }

    private static <T> Stream<T> stream(Flux<T> source, int prefetch) {
        FluxReader<T> reader = new FluxReader<>(source, prefetch, unread -> {});
        return StreamSupport.stream(new ReaderSpliterator<>(reader), false).onClose(reader::close);
    }

    /** Sequential and in the order of the source. */
    private record ReaderSpliterator<T>(FluxReader<T> reader) implements Spliterator<T> {

        @Override
        public boolean tryAdvance(Consumer<? super T> action) {
            T next;
            try {
                next = this.reader.next();
            } catch (CallInterruptedException ex) {
                this.reader.close();
                throw ex;
            }
            if (next == null) {
                if (this.reader.closedEarly()) {
                    throw new IllegalStateException("The stream was closed before all of its elements were read");
                }
                return false;
            }
            action.accept(next);
            return true;
        }

        @Override
        public @Nullable Spliterator<T> trySplit() {
            return null;
        }

        @Override
        public long estimateSize() {
            return Long.MAX_VALUE;
        }

        @Override
        public int characteristics() {
            return ORDERED | NONNULL;
        }
    }
}
