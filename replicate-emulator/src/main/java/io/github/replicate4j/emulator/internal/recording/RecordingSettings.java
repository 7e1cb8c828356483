/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.http.EmulatorAddress;
import io.github.replicate4j.emulator.internal.http.Loopback;
import io.github.replicate4j.emulator.internal.http.SensitiveText;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to record or to replay.
 *
 * @param upstream the base URL of the API to record, or null to replay
 * @param folder the folder of the recordings
 */
public record RecordingSettings(@Nullable URI upstream, Path folder) {

    /** Why models cannot be changed. */
    public static final String MODELS_NOT_USED =
            "The models of the emulator have no effect while it records or replays:"
                    + " start it without recordings to use them";

    /**
     * Return the base URL without a slash at the end.
     *
     * @throws IllegalArgumentException if the URL is not suitable, or would expose tokens
     */
    public static URI requireSafe(URI upstream) {
        if (!Loopback.isHttpsOrLocal(upstream)) {
            throw new IllegalArgumentException("'" + SensitiveText.withoutUserInfo(upstream.toString())
                    + "' is not the base URL of an API: use an https URL, or an http URL of this machine");
        }
        if (upstream.getRawUserInfo() != null || upstream.getRawQuery() != null || upstream.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "The base URL of the API must consist of scheme, host, port and path, such as"
                            + " https://api.replicate.com/v1: the token is taken from the requests");
        }
        String text = upstream.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : upstream;
    }

    /**
     * Start to record or to replay.
     *
     * @param webhookSecret the signing secret to return in replayed responses
     * @throws IllegalStateException if the folder is not suitable, or contains damaged recordings
     */
    public RecordedTraffic open(EmulatorAddress address, EmulatorClock clock, String webhookSecret) {
        return this.upstream == null
                ? new Replayer(this.folder, address, clock, webhookSecret)
                : new Recorder(this.upstream, new RecordingFolder(this.folder), address, clock);
    }

    /** Return a sentence about where the responses come from. */
    public String notice() {
        return this.upstream == null
                ? "It replays the recordings in '" + this.folder + "'."
                : "It forwards requests to " + this.upstream + ", which may cost money, and records them in '"
                        + this.folder + "'.";
    }
}
