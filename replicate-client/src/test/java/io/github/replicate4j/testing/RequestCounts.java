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

package io.github.replicate4j.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Waits for the number of requests to a server. */
public final class RequestCounts {

    private RequestCounts() {}

    /** Wait until no request has arrived for some time. Requests that are in flight may still arrive before that. */
    public static void awaitNoMore(IntSupplier count) {
        AtomicInteger previous = new AtomicInteger(-1);
        Wire.await().during(Duration.ofMillis(100)).until(() -> {
            int current = count.getAsInt();
            return previous.getAndSet(current) == current;
        });
    }
}
