/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.api.Account;
import io.github.replicate4j.emulator.internal.api.EmulatorSettings;
import io.github.replicate4j.emulator.internal.builtin.BuiltInModels;
import io.github.replicate4j.emulator.internal.definition.ModelFolder;
import io.github.replicate4j.emulator.internal.http.SensitiveText;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import io.github.replicate4j.emulator.internal.recording.RecordingSettings;
import io.github.replicate4j.emulator.internal.webhook.SigningSecret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A builder for {@link ReplicateEmulator}.
 *
 * @since 0.1.0
 */
public final class ReplicateEmulatorBuilder {

    private int port;

    private @Nullable String host;

    private boolean https;

    private boolean dataUrls;

    private @Nullable Path stateFile;

    private @Nullable String token = ReplicateEmulator.DEFAULT_TOKEN;

    private boolean tokenSet;

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

    private boolean logsInLists;

    private @Nullable Path models;

    private boolean remoteControl;

    private final RecordingConfiguration recording = new RecordingConfiguration();

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
     * Set the address to listen on. By default the emulator listens on both loopback addresses, {@code 127.0.0.1} and
     * {@code ::1}, or on all addresses if there is a {@linkplain #publicUrl public URL}.
     *
     * @param name a name or an IP address of this machine, such as {@code 192.0.2.1}; {@code localhost} for both loopback
     *     addresses; {@code 0.0.0.0} for all addresses
     * @return this builder
     * @throws IllegalArgumentException if it is neither a host name nor an IP address
     */
    public ReplicateEmulatorBuilder host(String name) {
        String host = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
        if (!isHost(host)) {
            throw new IllegalArgumentException("'" + name + "' is neither a host name nor an IP address");
        }
        this.host = host;
        return this;
    }

    private static boolean isHost(String host) {
        try {
            String authority = host.indexOf(':') < 0 ? host : "[" + host + "]";
            return authority.equals(URI.create("http://" + authority).getHost());
        } catch (IllegalArgumentException ex) {
            return false;
        }
    }

    /**
     * Use HTTPS instead of HTTP. The certificate is created at start-up, for {@code localhost}, {@code 127.0.0.1}, {@code ::1},
     * the {@linkplain #host host} and the host of the {@linkplain #publicUrl public URL}. Clients have to trust it: see
     * {@link ReplicateEmulator#certificate()}.
     *
     * @return this builder
     */
    public ReplicateEmulatorBuilder https() {
        this.https = true;
        return this;
    }

    /**
     * Return output files of predictions as data URLs, which contain the whole file, instead of URLs of the emulator.
     *
     * @return this builder
     */
    public ReplicateEmulatorBuilder outputsAsDataUrls() {
        return outputs(true);
    }

    ReplicateEmulatorBuilder outputs(boolean asDataUrls) {
        this.dataUrls = asDataUrls;
        return responseSetting("outputsAsDataUrls");
    }

    /**
     * Keep the state between restarts: predictions and trainings with their output files, uploaded files, deployments, and the
     * models and versions that clients created. Models defined in Java or with the control API are not kept, nor are faults, the
     * journal and webhooks that wait for another attempt.
     *
     * <p>The file is written a few seconds after a change, and when the emulator is closed. A prediction that was running when
     * the emulator stopped fails at the next start, or succeeds if its output was complete. A manual clock that is behind the time
     * of the saved state is advanced to it. A damaged file is renamed, and the emulator starts with its initial state.
     *
     * @param file the file, in an existing folder; it is created if it does not exist. Only one emulator at a time can use it
     * @return this builder
     * @throws IllegalArgumentException if the path is empty
     */
    public ReplicateEmulatorBuilder stateFile(Path file) {
        if (file.toString().isEmpty()) {
            throw new IllegalArgumentException("The path of the state file is empty: use the name of a file");
        }
        this.stateFile = file.toAbsolutePath();
        return responseSetting("stateFile");
    }

    /**
     * Accept connections from other hosts, such as containers. By default only this machine can connect. Responses then contain
     * this URL instead of {@code localhost}, for example in the URLs of output files.
     *
     * @param url the URL at which other hosts reach the emulator, without a path, such as {@code http://emulator:8787}
     * @return this builder
     * @throws IllegalArgumentException if it is not an {@code http} or {@code https} URL, or has other parts, such as a path
     */
    public ReplicateEmulatorBuilder publicUrl(URI url) {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        boolean onlyAddress = url.getRawUserInfo() == null
                && "".equals(url.getRawPath())
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
        if (!http || url.getHost() == null || !onlyAddress) {
            throw new IllegalArgumentException(
                    "The public URL must consist of scheme, host and port, such as http://emulator:8787, not "
                            + SensitiveText.withoutUserInfo(url.toString()));
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
        this.tokenSet = true;
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
        return responseSetting("account");
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
        return responseSetting("webhookSecret");
    }

    /**
     * Set the number of items on a page of a list.
     *
     * @param items 1 to 1,000. The default is 100, as on Replicate
     * @return this builder
     */
    public ReplicateEmulatorBuilder pageSize(int items) {
        this.pageSize = inRange("page size", items, 1, 1_000);
        return responseSetting("pageSize");
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
        return responseSetting("maxPredictions");
    }

    /**
     * Set the maximum memory usage of inputs, outputs and logs. If it is exceeded, the oldest completed predictions are removed
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
        return responseSetting("maxBytes");
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
     * Include the logs of predictions and trainings in lists. By default lists have no logs, as in the samples of Replicate's API
     * description, so that clients have to request each prediction whose logs they need.
     *
     * @return this builder
     */
    public ReplicateEmulatorBuilder logsInLists() {
        this.logsInLists = true;
        return responseSetting("logsInLists");
    }

    /**
     * Define additional models. Each file of the folder whose name ends with {@code .json} defines a model, in the format of the
     * control API. The models replace built-in models of the same name, and {@link ReplicateEmulator#reset()} restores them.
     *
     * @param folder the folder, which is read when the emulator starts
     * @return this builder
     */
    public ReplicateEmulatorBuilder models(Path folder) {
        this.models = folder;
        return responseSetting("models");
    }

    /**
     * Let other hosts use the control API, which has no authentication. By default only this machine can use it, even if other
     * hosts can use the emulated API.
     *
     * @return this builder
     * @see ReplicateEmulator#controlUrl()
     */
    public ReplicateEmulatorBuilder allowRemoteControl() {
        this.remoteControl = true;
        return this;
    }

    /**
     * Record the traffic with an API. The emulator forwards every request with the token of the client, and stores requests and
     * responses without secrets in the given folder. The models of the emulator are not used; its faults are. Settings of models,
     * predictions and responses have no effect, so that {@link #start()} rejects them. All tokens are accepted, unless
     * {@link #token(String)} is called.
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
     * with status 404 and names the closest ones. {@link ReplicateEmulator#reset()} starts again. Settings of models, predictions
     * and responses other than {@link #webhookSecret(String)} have no effect, so that {@link #start()} rejects them. All tokens are
     * accepted, unless {@link #token(String)} is called.
     *
     * @param folder the folder of the recordings, which are read when the emulator starts
     * @return this builder
     * @see #record(URI, Path)
     */
    public ReplicateEmulatorBuilder replay(Path folder) {
        this.recording.replay(folder);
        return this;
    }

    ReplicateEmulatorBuilder record(URI apiUrl) {
        this.recording.record(apiUrl);
        return this;
    }

    ReplicateEmulatorBuilder recordings(Path folder) {
        this.recording.folder(folder);
        return this;
    }

    private ReplicateEmulatorBuilder responseSetting(String method) {
        this.recording.addResponseSetting(method);
        return this;
    }

    RecordingConfiguration recording() {
        return this.recording;
    }

    /**
     * Start the emulator.
     *
     * @return the running emulator
     * @throws IllegalArgumentException if a file of the folder of models does not define a model; the message contains the files,
     *     lines and fields
     * @throws IllegalStateException if the port is in use, the state file or the folder for recordings is not writable, recordings
     *     are missing or damaged, the emulator should both record and replay, a setting has no effect while it does one of
     *     them, or it has HTTPS but a public URL without
     */
    public ReplicateEmulator start() {
        RecordingSettings recorded = this.recording.settings();
        List<ModelDefinition> all = this.models == null
                ? BuiltInModels.all()
                : ModelFolder.read(this.models, BuiltInModels.all(), this.clock.now());
        return new ReplicateEmulator(settings(), all, recorded);
    }

    private EmulatorSettings settings() {
        if (this.https && this.publicUrl != null && !"https".equals(this.publicUrl.getScheme())) {
            throw new IllegalStateException("The public URL of an emulator with HTTPS must begin with https, not "
                    + this.publicUrl.getScheme());
        }
        return new EmulatorSettings(
                this.port,
                this.host,
                this.https,
                this.publicUrl,
                this.dataUrls,
                this.stateFile,
                this.recording.mode() != null && !this.tokenSet ? null : this.token,
                new Account(this.account),
                this.clock,
                this.webhookSecret,
                this.pageSize,
                this.maxPredictions,
                this.maxBytes,
                this.enforceRateLimits,
                this.createsPerMinute,
                this.othersPerMinute,
                this.logsInLists,
                this.remoteControl);
    }

    private static int inRange(String what, int value, int least, int greatest) {
        if (value < least || value > greatest) {
            throw new IllegalArgumentException(
                    "The " + what + " must be " + least + " to " + greatest + ", not " + value);
        }
        return value;
    }
}
