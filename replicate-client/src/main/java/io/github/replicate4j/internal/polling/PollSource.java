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
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * How to ask what becomes of predictions, or of trainings.
 *
 * @param noun what is waited for, for the log
 * @param type what is waited for
 * @param get asks for one, by its id
 * @param list asks for a page of many, or {@code null} if there is no such list
 * @param <T> what is waited for
 */
public record PollSource<T extends LongRunningTask>(
        String noun,
        Class<T> type,
        Function<String, Mono<T>> get,
        @Nullable Listing<T> list) {

    /**
     * A list by time of creation.
     *
     * @param page asks for a page of it
     * @param complete whether something that ended is on the page as it would be if it were asked for singly
     * @param <T> what is listed
     */
    public record Listing<T extends LongRunningTask>(Pages<T> page, Predicate<T> complete) {}

    /**
     * Asks for pages.
     *
     * @param <T> what is listed
     */
    public interface Pages<T extends LongRunningTask> {

        /**
         * Asks for the newest that were created in a time.
         *
         * @param createdAfter created then or later, or {@code null} for no such bound
         * @param createdBefore created earlier, or {@code null} for no such bound
         * @return the page
         */
        Mono<PollPage<T>> get(@Nullable Instant createdAfter, @Nullable Instant createdBefore);
    }
}
