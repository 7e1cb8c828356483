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

package io.github.replicate4j.internal.content;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What has begun to be read, by what it is and not by what it equals: resources equal each other by their description. It
 * keeps nothing from being collected.
 */
final class ConsumedStreams {

    private final Set<Reference<?>> begun = ConcurrentHashMap.newKeySet();

    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

    /**
     * Begins to read something.
     *
     * @param origin what is read
     * @return whether nobody else has begun
     */
    boolean add(Object origin) {
        for (Reference<?> gone = this.collected.poll(); gone != null; gone = this.collected.poll()) {
            this.begun.remove(gone);
        }
        return this.begun.add(new Identity(origin, this.collected));
    }

    private static final class Identity extends WeakReference<Object> {

        private final int hash;

        Identity(Object origin, ReferenceQueue<Object> collected) {
            super(origin, collected);
            this.hash = System.identityHashCode(origin);
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
            Object origin = get();
            return origin != null && other instanceof Identity identity && identity.refersTo(origin);
        }
    }
}
