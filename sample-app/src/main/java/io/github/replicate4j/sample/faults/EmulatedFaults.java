/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.faults;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.emulator.picture.Picture;
import io.github.replicate4j.emulator.picture.PictureSize;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.emulator.webhook.WebhookEventType;
import io.github.replicate4j.sample.StudioModels;
import io.github.replicate4j.sample.pictures.PictureModels;
import java.time.Duration;
import java.util.Map;

/**
 * Injects faults into the emulator. No other class uses the emulator, so the application also runs without it.
 */
final class EmulatedFaults {

    private static final String SLOW = StudioModels.OWNER + "/slow-boot";

    private static final String FAILING = StudioModels.OWNER + "/failing";

    private static final PictureSize SIZE = new PictureSize(768, 768);

    private final ReplicateEmulator emulator;

    private final PictureModels models;

    EmulatedFaults(ReplicateEmulator emulator, PictureModels models) {
        this.emulator = emulator;
        this.models = models;
    }

    void inject(Fault fault) {
        switch (fault) {
            case RATE_LIMIT ->
                this.emulator
                        .faults()
                        .next(2, Operation.MODELS_PREDICTIONS_CREATE)
                        .status(429)
                        .retryAfter(Duration.ofSeconds(1));
            case SLOW_BOOT -> {
                this.emulator.model(SLOW).official().respond(EmulatedFaults::bootSlowly);
                this.models.useOnce(SLOW);
            }
            case FAILING_MODEL -> {
                this.emulator.model(FAILING).official().respond(EmulatedFaults::fail);
                this.models.useOnce(FAILING);
            }
            case LOST_RESPONSE ->
                this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).lostResponse();
            case DUPLICATE_WEBHOOK ->
                this.emulator.webhooks().next(WebhookEventType.COMPLETED).duplicate();
            case TAMPERED_WEBHOOK ->
                this.emulator.webhooks().next(WebhookEventType.COMPLETED).tamper();
        }
    }

    private static void bootSlowly(Map<String, Object> input, ModelScript script) {
        String prompt = String.valueOf(input.get("prompt"));
        script.boot(Duration.ofSeconds(8))
                .log("Model loaded")
                .outputFile(() -> new Picture(prompt, prompt.hashCode(), SIZE).png(), "png")
                .succeed();
    }

    private static void fail(Map<String, Object> input, ModelScript script) {
        script.boot(Duration.ofMillis(400))
                .log("Loading weights")
                .pause(Duration.ofSeconds(1))
                .fail("CUDA out of memory: the model needs more memory than its GPU has");
    }
}
