/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.content;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The streams that have been read, or are being read. Streams are compared by identity: resources are equal if their
 * descriptions are. The references are weak.
 */
final class ConsumedStreams {

    private final Set<Reference<?>> streams = ConcurrentHashMap.newKeySet();

    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

    /**
     * Add a stream.
     *
     * @return {@code false} if it has been added before
     */
    boolean add(Object stream) {
        for (Reference<?> cleared = this.collected.poll(); cleared != null; cleared = this.collected.poll()) {
            this.streams.remove(cleared);
        }
        return this.streams.add(new Identity(stream, this.collected));
    }

    private static final class Identity extends WeakReference<Object> {

        private final int hash;

        Identity(Object stream, ReferenceQueue<Object> collected) {
            super(stream, collected);
            this.hash = System.identityHashCode(stream);
        }

        @Override
        public int hashCode() {
            return this.hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Object stream = get();
            return stream != null && other instanceof Identity identity && identity.refersTo(stream);
        }
    }
}
