/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.webhook.SigningSecret;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of an emulator.
 *
 * @param token the only accepted token, or null to accept all
 */
public record EmulatorSettings(
        int port,
        @Nullable String token,
        Account account,
        EmulatorClock clock,
        SigningSecret webhookSecret,
        int pageSize,
        int maxPredictions,
        long maxBytes,
        boolean enforceRateLimits,
        int createsPerMinute,
        int othersPerMinute) {

    /** The secret that signs download URLs of files. */
    public static final String FILES_SIGNING_SECRET = "replicate-emulator-files";
}
