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

import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.FluxSink;

/**
 * One who waits.
 *
 * @param sink takes what is found
 * @param everyState whether each state matters, as it is when it is asked for singly, or only the end
 * @param interval how long after an answer is asked again, for as long as the answers are new
 */
record PollListener<T>(FluxSink<T> sink, boolean everyState, Supplier<Duration> interval) {}
