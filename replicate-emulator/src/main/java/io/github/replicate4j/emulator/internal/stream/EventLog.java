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

package io.github.replicate4j.emulator.internal.stream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** All that happened to one prediction, for streams that were there all the time and for those that come late. */
public final class EventLog {

    /** What is sent over a connection that has been open for too long, or comes when the events are gone. */
    public static final String TIMED_OUT = ":408: 408 Request Timeout\n\n";

    private final Sinks.Many<LoggedEvent> events = Sinks.many().replay().all();
    private long second;
    private int index;

    /** Adds an event. */
    public synchronized void add(Instant time, String type, String data) {
        // Clocks have been seen to go back: ids never do.
        long now = Math.max(time.getEpochSecond(), this.second);
        this.index = now == this.second ? this.index : 0;
        this.second = now;
        this.events.tryEmitNext(new LoggedEvent(now, this.index++, type, data));
    }

    /** Nothing more will happen. */
    public synchronized void end() {
        this.events.tryEmitComplete();
    }

    /** The events that follow the one with this id, or all of them. */
    public Flux<LoggedEvent> after(@Nullable String id) {
        return this.events.asFlux().filter(event -> event.isAfter(id));
    }
}
