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

package io.github.replicate4j.emulator.request;

import java.util.List;

/**
 * The requests that an emulator received, in the order of their arrival.
 *
 * <p>The journal keeps the latest 10,000 requests, or fewer if their bodies exceed 64 MiB in total. Of an upload it keeps the
 * first MiB.
 *
 * @since 0.1.0
 */
public interface RequestJournal {

    /**
     * Return all requests in the journal, oldest first.
     *
     * @return a snapshot of the requests
     */
    List<JournalEntry> all();

    /**
     * Return the requests for an operation, oldest first.
     *
     * @param operation the operation
     * @return a snapshot of the requests
     */
    default List<JournalEntry> to(Operation operation) {
        return all().stream().filter(entry -> entry.operation() == operation).toList();
    }

    /**
     * Return the requests for any of the three operations that create a prediction, oldest first. This includes requests that
     * failed.
     *
     * @return a snapshot of the requests
     */
    default List<JournalEntry> creates() {
        return all().stream()
                .filter(entry -> entry.operation() != null && entry.operation().createsPrediction())
                .toList();
    }
}
