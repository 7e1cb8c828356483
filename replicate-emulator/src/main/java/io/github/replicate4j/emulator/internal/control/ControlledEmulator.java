/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.control;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.fault.DefaultFaults;
import io.github.replicate4j.emulator.internal.model.DeploymentRegistry;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import io.github.replicate4j.emulator.internal.prediction.PredictionService;
import io.github.replicate4j.emulator.internal.webhook.DefaultEmulatedWebhooks;
import io.github.replicate4j.emulator.request.RequestJournal;

/**
 * The parts of an emulator that can be controlled, through the Java API as well as over HTTP.
 *
 * @param notice a sentence about where the responses come from
 * @param usesModels whether models respond, which is false while the emulator records or replays
 * @param reset restores the initial state
 */
public record ControlledEmulator(
        ModelRegistry models,
        DeploymentRegistry deployments,
        DefaultFaults faults,
        DefaultEmulatedWebhooks webhooks,
        RequestJournal journal,
        PredictionService predictions,
        EmulatorClock clock,
        String notice,
        boolean usesModels,
        Runnable reset) {}
