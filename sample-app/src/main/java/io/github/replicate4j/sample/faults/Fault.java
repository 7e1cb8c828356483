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

package io.github.replicate4j.sample.faults;

/**
 * What a visitor may let go wrong.
 */
enum Fault {
    RATE_LIMIT(
            "Rate limit",
            "The next order is turned away twice with 429. The client waits as long as it is told, and sends it again."),
    SLOW_BOOT("Slow boot", "The next picture waits eight seconds for its model. You can cancel it meanwhile."),
    FAILING_MODEL("Failing model", "The next picture fails. Its card says why."),
    LOST_ANSWER(
            "Lost answer",
            "The next order is carried out, but its answer is lost. The client does not send it again: that could cost twice."),
    DUPLICATE_WEBHOOK("Webhook sent twice", "The next end is told twice. It is heard once: see the deliveries."),
    ALTERED_WEBHOOK("Altered webhook", "The next end arrives altered. That is refused, and the next attempt is heard.");

    private final String title;

    private final String effect;

    Fault(String title, String effect) {
        this.title = title;
        this.effect = effect;
    }

    /** What the button says. */
    public String getTitle() {
        return this.title;
    }

    /** What happens then. */
    public String getEffect() {
        return this.effect;
    }
}
