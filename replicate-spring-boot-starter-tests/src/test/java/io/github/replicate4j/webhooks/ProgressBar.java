/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.event.PredictionUpdatedEvent;
import io.github.replicate4j.predictions.Progress;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class ProgressBar {

    private final ListenerRecorder recorder;

    ProgressBar(ListenerRecorder recorder) {
        this.recorder = recorder;
    }

    @EventListener
    void show(PredictionUpdatedEvent event) {
        Progress progress = event.prediction().progress();
        if (progress != null) {
            draw(event.prediction().id(), progress.percentage());
        }
    }

    private void draw(String id, double percentage) {
        this.recorder.record("progress", id + " " + Math.round(100 * percentage));
    }
}
