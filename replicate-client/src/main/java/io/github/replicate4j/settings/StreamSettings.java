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

package io.github.replicate4j.settings;

import io.github.replicate4j.internal.support.Arguments;
import java.time.Duration;

/**
 * How streams of events are read.
 *
 * @param idleTimeout how long a stream may be silent before the prediction is asked for and the stream is opened anew
 */
public record StreamSettings(Duration idleTimeout) {

    /** One minute: a model that starts says nothing for long, and a connection that is dead says nothing either. */
    public static final StreamSettings DEFAULT = new StreamSettings(Duration.ofSeconds(60));

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if a figure is out of range
     */
    public StreamSettings {
        Arguments.positive("stream idleTimeout", idleTimeout);
    }

    /**
     * Changes how long a stream may be silent.
     *
     * @param idleTimeout longer than zero
     * @return changed settings
     */
    public StreamSettings withIdleTimeout(Duration idleTimeout) {
        return new StreamSettings(idleTimeout);
    }
}
