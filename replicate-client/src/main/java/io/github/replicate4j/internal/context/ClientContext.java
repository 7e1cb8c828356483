/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.context;

import io.github.replicate4j.cost.Prices;
import io.github.replicate4j.http.RequestOptions;
import io.github.replicate4j.internal.journal.CreateRecorder;
import io.github.replicate4j.internal.limits.CreateGate;
import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.internal.polling.PollScope;
import io.github.replicate4j.internal.transport.ResponseRecorder;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.internal.validation.InputChecks;
import java.util.function.Consumer;

/** State that the resources of one client share. */
public record ClientContext(
        Transport transport,
        ClientSettings settings,
        DefaultWebhook webhook,
        PollScope polls,
        PredictionObservations observations,
        CreateRecorder journal,
        CreateGate limits,
        Prices prices,
        InputChecks checks) {

    /**
     * Return a context with other request options. It shares connections with this one, and the polling rate limit unless
     * the options set another API token.
     */
    public ClientContext withOptions(Consumer<RequestOptions.Builder> change) {
        Transport changed = this.transport.withOptions(change);
        return with(changed, this.checks.with(changed));
    }

    /**
     * Return a context that records the last response. It shares connections and the polling rate limit with this one.
     */
    public ClientContext recordingTo(ResponseRecorder recorder) {
        return with(this.transport.recordingTo(recorder), this.checks);
    }

    private ClientContext with(Transport transport, InputChecks checks) {
        return new ClientContext(
                transport,
                this.settings,
                this.webhook,
                this.polls.withOtherOptions(transport.bearerToken()),
                this.observations,
                this.journal,
                this.limits.withToken(transport.bearerToken()),
                this.prices,
                checks);
    }
}
