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

package io.github.replicate4j.internal.polling;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.support.RecentMap;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When the latest 10,000 predictions of a client were created: who waits knows no more than an id. */
final class CreationTimes {

    private static final int REMEMBERED = 10_000;

    private final Map<String, Instant> known = new RecentMap<>(REMEMBERED);

    synchronized void remember(LongRunningTask created) {
        Instant createdAt = created.createdAt();
        if (createdAt != null && !created.isTerminal()) {
            this.known.put(created.id(), createdAt);
        }
    }

    synchronized @Nullable Instant of(String id) {
        return this.known.get(id);
    }
}
