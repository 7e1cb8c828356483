/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.event.PredictionCompletedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

@Component
class Mailer {

    private final ListenerRecorder recorder;

    Mailer(ListenerRecorder recorder) {
        this.recorder = recorder;
    }

    @Async
    @EventListener
    void sendMail(PredictionCompletedEvent event) {
        this.recorder.record("mailer", event.prediction().id());
    }
}
