/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.webhook.SigningSecret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of an emulator.
 *
 * @param publicUrl the URL for clients on other hosts, or null to accept connections from this machine only
 * @param token the only accepted token, or null to accept all
 * @param logsInLists whether predictions and trainings in lists have logs
 */
public record EmulatorSettings(
        int port,
        @Nullable URI publicUrl,
        @Nullable String token,
        Account account,
        EmulatorClock clock,
        SigningSecret webhookSecret,
        int pageSize,
        int maxPredictions,
        long maxBytes,
        boolean enforceRateLimits,
        int createsPerMinute,
        int othersPerMinute,
        boolean logsInLists) {

    /** The secret that signs download URLs of files. */
    public static final String FILES_SIGNING_SECRET = "replicate-emulator-files";
}
