/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.webhook.SigningSecret;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of an emulator.
 *
 * @param host the name or IP address to listen on, or null for the default
 * @param https whether the emulator is reached over HTTPS
 * @param publicUrl the URL for clients on other hosts, or null to accept connections from this machine only
 * @param dataUrls whether output files are data URLs
 * @param stateFile the file that keeps the state between restarts, or null
 * @param token the only accepted token, or null to accept all
 * @param logsInLists whether predictions and trainings in lists have logs
 * @param remoteControl whether other hosts may use the control API
 */
public record EmulatorSettings(
        int port,
        @Nullable String host,
        boolean https,
        @Nullable URI publicUrl,
        boolean dataUrls,
        @Nullable Path stateFile,
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
        boolean logsInLists,
        boolean remoteControl) {

    /** The secret that signs download URLs of files. */
    public static final String FILES_SIGNING_SECRET = "replicate-emulator-files";
}
