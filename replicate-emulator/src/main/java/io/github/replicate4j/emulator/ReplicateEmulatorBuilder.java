/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.api.Account;
import io.github.replicate4j.emulator.internal.api.EmulatorSettings;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import io.github.replicate4j.emulator.internal.recording.RecordingSettings;
import io.github.replicate4j.emulator.internal.webhook.SigningSecret;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A builder for {@link ReplicateEmulator}.
 *
 * @since 0.1.0
 */
public final class ReplicateEmulatorBuilder {

    static final Path DEFAULT_RECORDINGS = Path.of("replicate-recordings");

    private int port;

    private @Nullable String token = ReplicateEmulator.DEFAULT_TOKEN;

    private String account = ReplicateEmulator.DEFAULT_ACCOUNT;

    private EmulatorClock clock = EmulatorClock.system();

    private SigningSecret webhookSecret = SigningSecret.of(ReplicateEmulator.DEFAULT_WEBHOOK_SECRET);

    private @Nullable URI publicUrl;

    private int pageSize = 100;

    private int maxPredictions = 10_000;

    private long maxBytes = 256L << 20;

    private boolean enforceRateLimits;

    private int createsPerMinute = 600;

    private int othersPerMinute = 3_000;

    private @Nullable URI recordedApi;

    private @Nullable Path recordings;

    private @Nullable Path replayed;

    ReplicateEmulatorBuilder() {}

    /**
     * Set the port.
     *
     * @param number 1 to 65535, or 0 (the default) for any free port
     * @return this builder
     */
    public ReplicateEmulatorBuilder port(int number) {
        this.port = inRange("port", number, 0, 65_535);
        return this;
    }

    /**
     * Accept connections from other hosts, such as containers. By default only this machine can connect. Responses then contain
     * this URL instead of {@code localhost}, for example in the URLs of output files.
     *
     * @param url the URL at which other hosts reach the emulator, without a path, such as {@code http://emulator:8787}
     * @return this builder
     * @throws IllegalArgumentException if it is not an {@code http} or {@code https} URL, or has a path
     */
    public ReplicateEmulatorBuilder publicUrl(URI url) {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null || !url.getRawPath().isEmpty() || url.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "The public URL must consist of scheme, host and port, such as http://emulator:8787, not " + url);
        }
        this.publicUrl = url;
        return this;
    }

    /**
     * Set the only accepted API token.
     *
     * @param only the token, which must not be blank. The default is {@value ReplicateEmulator#DEFAULT_TOKEN}
     * @return this builder
     */
    public ReplicateEmulatorBuilder token(String only) {
        if (only.isBlank()) {
            throw new IllegalArgumentException("The token is blank: leave it out, or call anyToken()");
        }
        this.token = only;
        return this;
    }

    /**
     * Accept every API token. Requests without a token are still rejected.
     *
     * @return this builder
     */
    public ReplicateEmulatorBuilder anyToken() {
        this.token = null;
        return this;
    }

    /**
     * Set the account of the API token. It owns everything that clients create, and can change only what it owns.
     *
     * @param username the username. The default is {@value ReplicateEmulator#DEFAULT_ACCOUNT}
     * @return this builder
     */
    public ReplicateEmulatorBuilder account(String username) {
        if (!ModelRegistry.isName(username + "/x")) {
            throw new IllegalArgumentException("'" + username
                    + "' is not a valid account name: use letters, digits, dots, dashes and underscores");
        }
        this.account = username;
        return this;
    }

    /**
     * Set the clock.
     *
     * @param time the clock. The default is the system clock
     * @return this builder
     */
    public ReplicateEmulatorBuilder clock(EmulatorClock time) {
        this.clock = time;
        return this;
    }

    /**
     * Set the signing secret of webhooks.
     *
     * @param secret {@code whsec_} followed by the Base64 encoding of 24 to 64 bytes. The default is
     *     {@value ReplicateEmulator#DEFAULT_WEBHOOK_SECRET}
     * @return this builder
     * @throws IllegalArgumentException if the secret is malformed
     */
    public ReplicateEmulatorBuilder webhookSecret(String secret) {
        this.webhookSecret = SigningSecret.of(secret);
        return this;
    }

    /**
     * Set the number of items on a page of a list.
     *
     * @param items 1 to 1,000. The default is 100, as on Replicate
     * @return this builder
     */
    public ReplicateEmulatorBuilder pageSize(int items) {
        this.pageSize = inRange("page size", items, 1, 1_000);
        return this;
    }

    /**
     * Set the maximum number of predictions to keep. If there are more, the oldest completed ones are removed. If none has
     * completed, requests to create another one fail with status 503.
     *
     * @param count 1 to 1,000,000. The default is 10,000
     * @return this builder
     */
    public ReplicateEmulatorBuilder maxPredictions(int count) {
        this.maxPredictions = inRange("number of predictions", count, 1, 1_000_000);
        return this;
    }

    /**
     * Set the maximum memory usage of inputs and output files. If it is exceeded, the oldest completed predictions are removed
     * together with their files.
     *
     * @param bytes at least 1. The default is 256 MiB
     * @return this builder
     */
    public ReplicateEmulatorBuilder maxBytes(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("The maximum memory usage must be at least 1 byte, not " + bytes);
        }
        this.maxBytes = bytes;
        return this;
    }

    /**
     * Enforce Replicate's rate limits with status 429: 600 creates and 3,000 other requests per minute. By default requests are
     * only counted.
     *
     * @return this builder
     */
    public ReplicateEmulatorBuilder enforceRateLimits() {
        this.enforceRateLimits = true;
        return this;
    }

    /**
     * Enforce the given rate limits with status 429.
     *
     * @param creates the number of predictions that can be created per minute; at least 1
     * @param others the number of other requests per minute; at least 1
     * @return this builder
     */
    public ReplicateEmulatorBuilder enforceRateLimits(int creates, int others) {
        this.createsPerMinute = inRange("creates per minute", creates, 1, Integer.MAX_VALUE);
        this.othersPerMinute = inRange("other requests per minute", others, 1, Integer.MAX_VALUE);
        return enforceRateLimits();
    }

    /**
     * Record the traffic with an API. The emulator forwards every request with the token of the client, and stores requests and
     * responses without secrets in the given folder. The models of the emulator are not used; its faults are. All tokens are
     * accepted, unless {@link #token(String)} is called afterwards.
     *
     * @param apiUrl the base URL of the API, such as {@code https://api.replicate.com/v1}
     * @param folder the folder for the recordings. It is created if it does not exist; recordings in it are kept, and new ones are
     *     added
     * @return this builder
     * @throws IllegalArgumentException if the URL is neither an {@code https} URL nor an {@code http} URL of this machine
     * @see #replay(Path)
     */
    public ReplicateEmulatorBuilder record(URI apiUrl, Path folder) {
        return record(apiUrl).recordings(folder);
    }

    /**
     * Replay recorded traffic, without a network. A request is matched by its operation and body. Recordings of equal requests are
     * replayed in their order; the last one is repeated if the operation is idempotent. A request that matches no recording fails
     * with status 404 and names the closest ones. {@link ReplicateEmulator#reset()} starts again. All tokens are accepted, unless
     * {@link #token(String)} is called afterwards.
     *
     * @param folder the folder of the recordings, which are read when the emulator starts
     * @return this builder
     * @see #record(URI, Path)
     */
    public ReplicateEmulatorBuilder replay(Path folder) {
        this.replayed = folder;
        return anyToken();
    }

    ReplicateEmulatorBuilder record(URI apiUrl) {
        this.recordedApi = RecordingSettings.requireSafe(apiUrl);
        return anyToken();
    }

    ReplicateEmulatorBuilder recordings(Path folder) {
        this.recordings = folder;
        return this;
    }

    private @Nullable RecordingSettings recordingSettings() {
        if (this.replayed != null) {
            if (this.recordedApi != null) {
                throw new IllegalStateException("An emulator can record or replay, but not both: remove one of them");
            }
            return new RecordingSettings(null, this.replayed);
        }
        if (this.recordedApi != null) {
            return new RecordingSettings(
                    this.recordedApi, this.recordings == null ? DEFAULT_RECORDINGS : this.recordings);
        }
        if (this.recordings != null) {
            throw new IllegalStateException("There is a folder for recordings, but no API to record: add --record=URL");
        }
        return null;
    }

    /**
     * Start the emulator.
     *
     * @return the running emulator
     * @throws IllegalStateException if the port is in use, the folder for recordings is not writable, recordings are missing or
     *     damaged, or the emulator should both record and replay
     */
    public ReplicateEmulator start() {
        EmulatorSettings settings = new EmulatorSettings(
                this.port,
                this.publicUrl,
                this.token,
                new Account(this.account),
                this.clock,
                this.webhookSecret,
                this.pageSize,
                this.maxPredictions,
                this.maxBytes,
                this.enforceRateLimits,
                this.createsPerMinute,
                this.othersPerMinute);
        return new ReplicateEmulator(settings, recordingSettings());
    }

    private static int inRange(String what, int value, int least, int greatest) {
        if (value < least || value > greatest) {
            throw new IllegalArgumentException(
                    "The " + what + " must be " + least + " to " + greatest + ", not " + value);
        }
        return value;
    }
}
