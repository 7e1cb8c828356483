/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.event.PredictionCompletedEvent;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

@Component
class Billing {

    private final ListenerRecorder recorder;

    Billing(ListenerRecorder recorder) {
        this.recorder = recorder;
    }

    @ApplicationModuleListener
    void charge(PredictionCompletedEvent event) {
        this.recorder.record("billing", event.prediction().id());
    }
}
