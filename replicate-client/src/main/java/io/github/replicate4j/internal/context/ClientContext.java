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

import io.github.replicate4j.http.RequestOptions;
import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.internal.polling.PollScope;
import io.github.replicate4j.internal.transport.ResponseRecorder;
import io.github.replicate4j.internal.transport.Transport;
import java.util.function.Consumer;

/** State that the resources of one client share. */
public record ClientContext(
        Transport transport,
        ClientSettings settings,
        DefaultWebhook webhook,
        PollScope polls,
        PredictionObservations observations) {

    /** Return a context with other request options. It shares connections and the polling rate limit with this one. */
    public ClientContext withOptions(Consumer<RequestOptions.Builder> change) {
        return with(this.transport.withOptions(change));
    }

    /**
     * Return a context that records the last response. It shares connections and the polling rate limit with this one.
     */
    public ClientContext recordingTo(ResponseRecorder recorder) {
        return with(this.transport.recordingTo(recorder));
    }

    private ClientContext with(Transport transport) {
        return new ClientContext(
                transport, this.settings, this.webhook, this.polls.withOtherOptions(), this.observations);
    }
}
