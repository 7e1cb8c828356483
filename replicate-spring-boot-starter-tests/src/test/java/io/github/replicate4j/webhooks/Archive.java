/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.event.PredictionCompletedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class Archive {

    private final ListenerRecorder recorder;

    Archive(ListenerRecorder recorder) {
        this.recorder = recorder;
    }

    @EventListener(condition = "#event.succeeded()")
    void store(PredictionCompletedEvent event) {
        save(event.prediction().id());
    }

    private void save(String id) {
        this.recorder.record("archive", id);
    }
}
