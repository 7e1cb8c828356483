/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.event.PredictionCompletedEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

@Component
class Cache {

    private final ListenerRecorder recorder;

    Cache(ListenerRecorder recorder) {
        this.recorder = recorder;
    }

    @TransactionalEventListener
    void evict(PredictionCompletedEvent event) {
        this.recorder.record("cache", event.prediction().id());
    }
}
