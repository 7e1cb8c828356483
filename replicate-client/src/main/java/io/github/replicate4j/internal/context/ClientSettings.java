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

package io.github.replicate4j.internal.context;

import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.internal.polling.PollScope;
import io.github.replicate4j.settings.FileSettings;
import io.github.replicate4j.settings.RunSettings;
import io.github.replicate4j.settings.StreamSettings;

/**
 * What a client is set to beyond its requests as such.
 *
 * @param waiting how predictions and trainings are waited for
 * @param files how files among the inputs are sent
 * @param streaming how streams of events are read
 * @param webhooks what it has to do with webhooks
 * @param observations who is told of predictions
 * @param polls what all waits share
 */
public record ClientSettings(
        RunSettings waiting,
        FileSettings files,
        StreamSettings streaming,
        WebhookSettings webhooks,
        PredictionObservations observations,
        PollScope polls) {

    /**
     * Begins with what suits most applications. Not a constant: clients that have nothing to do with each other share no
     * requests.
     *
     * @return settings with polls of their own
     */
    public static ClientSettings defaults() {
        return new ClientSettings(
                RunSettings.DEFAULT,
                FileSettings.DEFAULT,
                StreamSettings.DEFAULT,
                WebhookSettings.DEFAULT,
                PredictionObservations.NONE,
                new PollScope(RunSettings.DEFAULT.maxPollsPerMinute()));
    }

    /**
     * Changes how is waited.
     *
     * @param waiting the new settings
     * @return changed settings
     */
    public ClientSettings withWaiting(RunSettings waiting) {
        return new ClientSettings(waiting, this.files, this.streaming, this.webhooks, this.observations, this.polls);
    }

    /**
     * Changes how files are sent.
     *
     * @param files the new settings
     * @return changed settings
     */
    public ClientSettings withFiles(FileSettings files) {
        return new ClientSettings(this.waiting, files, this.streaming, this.webhooks, this.observations, this.polls);
    }

    /**
     * Changes how streams are read.
     *
     * @param streaming the new settings
     * @return changed settings
     */
    public ClientSettings withStreaming(StreamSettings streaming) {
        return new ClientSettings(this.waiting, this.files, streaming, this.webhooks, this.observations, this.polls);
    }

    /**
     * Changes what it has to do with webhooks.
     *
     * @param webhooks the new settings
     * @return changed settings
     */
    public ClientSettings withWebhooks(WebhookSettings webhooks) {
        return new ClientSettings(this.waiting, this.files, this.streaming, webhooks, this.observations, this.polls);
    }

    /**
     * Changes who is told of predictions.
     *
     * @param observations the new ones
     * @return changed settings
     */
    public ClientSettings withObservations(PredictionObservations observations) {
        return new ClientSettings(this.waiting, this.files, this.streaming, this.webhooks, observations, this.polls);
    }

    /**
     * Changes what all waits share.
     *
     * @param polls the new one
     * @return changed settings
     */
    public ClientSettings withPolls(PollScope polls) {
        return new ClientSettings(this.waiting, this.files, this.streaming, this.webhooks, this.observations, polls);
    }
}
