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

package io.github.replicate4j.emulator;

import java.util.Locale;

/** What a receiver of webhooks can be told of. */
public enum WebhookEvent {

    /** The model begins. A prediction that ends before has no start. */
    START,
    /** There is new output. */
    OUTPUT,
    /** There are new logs. */
    LOGS,
    /** The prediction or training has ended, in whichever way. Only this is sent again if it was not taken. */
    COMPLETED;

    /** Whether it is told at most once in a while, and then with all that has come together. */
    boolean isThrottled() {
        return this == OUTPUT || this == LOGS;
    }

    String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static WebhookEvent ofJson(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
