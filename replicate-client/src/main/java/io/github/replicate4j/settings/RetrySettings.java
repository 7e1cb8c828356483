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
 * How failed requests are sent again.
 *
 * @param maxRetries how often at most after the first time; 0 switches retries off
 * @param initialDelay delay before the first retry; each further one is twice as long
 * @param maxDelay the longest such delay
 * @param maxServerDelay the longest delay that Replicate may ask for; when it asks for more, the call fails at once
 */
public record RetrySettings(int maxRetries, Duration initialDelay, Duration maxDelay, Duration maxServerDelay) {

    /** Two retries, after about 0.5 s and 1 s. */
    public static final RetrySettings DEFAULT =
            new RetrySettings(2, Duration.ofMillis(500), Duration.ofSeconds(8), Duration.ofSeconds(60));

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if a figure is out of range
     */
    public RetrySettings {
        Arguments.notNegative("maxRetries", maxRetries);
        Arguments.positive("retry initialDelay", initialDelay);
        Arguments.positive("retry maxDelay", maxDelay);
        Arguments.positive("retry maxServerDelay", maxServerDelay);
    }

    /**
     * Changes the number of retries.
     *
     * @param maxRetries 0 or more
     * @return changed settings
     */
    public RetrySettings withMaxRetries(int maxRetries) {
        return new RetrySettings(maxRetries, this.initialDelay, this.maxDelay, this.maxServerDelay);
    }

    /**
     * Changes the delay before the first retry.
     *
     * @param initialDelay longer than zero
     * @return changed settings
     */
    public RetrySettings withInitialDelay(Duration initialDelay) {
        return new RetrySettings(this.maxRetries, initialDelay, this.maxDelay, this.maxServerDelay);
    }

    /**
     * Changes the longest delay of the client's own choice.
     *
     * @param maxDelay longer than zero
     * @return changed settings
     */
    public RetrySettings withMaxDelay(Duration maxDelay) {
        return new RetrySettings(this.maxRetries, this.initialDelay, maxDelay, this.maxServerDelay);
    }

    /**
     * Changes the longest delay that Replicate may ask for.
     *
     * @param maxServerDelay longer than zero
     * @return changed settings
     */
    public RetrySettings withMaxServerDelay(Duration maxServerDelay) {
        return new RetrySettings(this.maxRetries, this.initialDelay, this.maxDelay, maxServerDelay);
    }
}
