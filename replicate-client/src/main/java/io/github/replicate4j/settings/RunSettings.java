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
 * How predictions are waited for.
 *
 * @param preferWait how long the create of a {@code run} itself waits for the end; whole seconds from 1 to 60
 * @param timeout how long {@code run}, {@code await} and streams of predictions may take in all
 * @param pollInterval how long after an answer Replicate is asked again; the interval widens up to ten times of it
 * @param webhookPollInterval how long after an answer Replicate is asked again about an end that a webhook is to tell of,
 *     should that not come; the interval widens up to ten times of it
 * @param maxPollsPerMinute how often Replicate may be asked in any minute about all that the client waits for
 * @param cancelOnTimeout whether a prediction is cancelled at Replicate when the call that created it ends early: on its
 *     deadline, on an interrupt, on disposal
 */
public record RunSettings(
        Duration preferWait,
        Duration timeout,
        Duration pollInterval,
        Duration webhookPollInterval,
        int maxPollsPerMinute,
        boolean cancelOnTimeout) {

    /**
     * A short {@code preferWait}: until the create is answered nobody knows the id, so that the prediction can be neither
     * watched nor cancelled. 30 minutes in all, as Replicate's own limit for a run.
     */
    public static final RunSettings DEFAULT = new RunSettings(
            Duration.ofSeconds(10), Duration.ofMinutes(30), Duration.ofMillis(500), Duration.ofSeconds(6), 3_000, true);

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if a figure is out of range
     */
    public RunSettings {
        Arguments.wholeSeconds("run wait", preferWait, Duration.ofSeconds(1), Duration.ofSeconds(60));
        Arguments.positive("run timeout", timeout);
        Arguments.atLeast("pollInterval", pollInterval, Duration.ofMillis(1));
        Arguments.atLeast("webhookPollInterval", webhookPollInterval, Duration.ofMillis(1));
        Arguments.positive("maxPollsPerMinute", maxPollsPerMinute);
    }

    /**
     * Changes how long the create of a {@code run} waits.
     *
     * @param preferWait whole seconds from 1 to 60
     * @return changed settings
     */
    public RunSettings withPreferWait(Duration preferWait) {
        return new RunSettings(
                preferWait,
                this.timeout,
                this.pollInterval,
                this.webhookPollInterval,
                this.maxPollsPerMinute,
                this.cancelOnTimeout);
    }

    /**
     * Changes how long is waited in all.
     *
     * @param timeout longer than zero
     * @return changed settings
     */
    public RunSettings withTimeout(Duration timeout) {
        return new RunSettings(
                this.preferWait,
                timeout,
                this.pollInterval,
                this.webhookPollInterval,
                this.maxPollsPerMinute,
                this.cancelOnTimeout);
    }

    /**
     * Changes how often Replicate is asked.
     *
     * @param pollInterval longer than zero
     * @return changed settings
     */
    public RunSettings withPollInterval(Duration pollInterval) {
        return new RunSettings(
                this.preferWait,
                this.timeout,
                pollInterval,
                this.webhookPollInterval,
                this.maxPollsPerMinute,
                this.cancelOnTimeout);
    }

    /**
     * Changes how often Replicate is asked about an end that a webhook is to tell of.
     *
     * @param webhookPollInterval longer than zero
     * @return changed settings
     */
    public RunSettings withWebhookPollInterval(Duration webhookPollInterval) {
        return new RunSettings(
                this.preferWait,
                this.timeout,
                this.pollInterval,
                webhookPollInterval,
                this.maxPollsPerMinute,
                this.cancelOnTimeout);
    }

    /**
     * Changes how often Replicate may be asked in all. Beyond that, waits learn of their end later.
     *
     * @param maxPollsPerMinute 1 or more; Replicate takes 3,000 requests of all kinds in a minute from one account
     * @return changed settings
     */
    public RunSettings withMaxPollsPerMinute(int maxPollsPerMinute) {
        return new RunSettings(
                this.preferWait,
                this.timeout,
                this.pollInterval,
                this.webhookPollInterval,
                maxPollsPerMinute,
                this.cancelOnTimeout);
    }

    /**
     * Changes whether predictions are cancelled when nobody waits for them any more.
     *
     * @param cancelOnTimeout {@code false} lets them run on
     * @return changed settings
     */
    public RunSettings withCancelOnTimeout(boolean cancelOnTimeout) {
        return new RunSettings(
                this.preferWait,
                this.timeout,
                this.pollInterval,
                this.webhookPollInterval,
                this.maxPollsPerMinute,
                cancelOnTimeout);
    }
}
