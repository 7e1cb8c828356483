/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.fault.Faults;
import io.github.replicate4j.emulator.internal.api.EmulatorSettings;
import io.github.replicate4j.emulator.internal.control.ControlRoutes;
import io.github.replicate4j.emulator.internal.http.EmulatorAddress;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.prediction.PredictionRun;
import io.github.replicate4j.emulator.internal.recording.RecordedTraffic;
import io.github.replicate4j.emulator.internal.recording.RecordingSettings;
import io.github.replicate4j.emulator.internal.server.EmulatorServer;
import io.github.replicate4j.emulator.internal.state.StateKeeper;
import io.github.replicate4j.emulator.internal.tls.SelfSignedCertificate;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import io.github.replicate4j.emulator.request.RequestJournal;
import io.github.replicate4j.emulator.webhook.EmulatedWebhooks;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.core.publisher.Sinks;

/**
 * A local emulator of the Replicate API: an HTTP server, on the loopback address unless a public URL is set, that runs scripted
 * models and injects faults on demand.
 *
 * <pre>{@code
 * try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
 *     emulator.model("acme/captioner").official().respond(script -> script.output("a cat").succeed());
 *     // point the client at emulator.baseUrl(), with emulator.token()
 * }
 * }</pre>
 *
 * <p>It is thread-safe. Each emulator has its own port, models and predictions.
 *
 * @since 0.1.0
 */
public final class ReplicateEmulator implements AutoCloseable {

    /** The accepted API token unless another one is set. */
    public static final String DEFAULT_TOKEN = "emulator";

    /** The account of the API token unless another one is set. */
    public static final String DEFAULT_ACCOUNT = "emulator";

    /** The signing secret of webhooks unless another one is set. */
    public static final String DEFAULT_WEBHOOK_SECRET = "whsec_cmVwbGljYXRlLWVtdWxhdG9yLXdlYmhvb2tz";

    private final EmulatorSettings settings;

    private final EmulatorContext context;

    private final @Nullable RecordedTraffic recordedTraffic;

    private final @Nullable RecordingSettings recording;

    private final EmulatorServer server;

    private final @Nullable Path certificate;

    private final @Nullable StateKeeper state;

    private final AtomicBoolean closing = new AtomicBoolean();

    private final CountDownLatch closed = new CountDownLatch(1);

    ReplicateEmulator(EmulatorSettings settings, List<ModelDefinition> models, @Nullable RecordingSettings recording) {
        this.settings = settings;
        this.context = new EmulatorContext(settings, models);
        this.recording = recording;
        EmulatorAddress address = this.context.address();
        StateKeeper keeper = null;
        RecordedTraffic traffic = null;
        EmulatorServer started = null;
        try {
            keeper = settings.stateFile() == null ? null : new StateKeeper(settings.stateFile(), this.context.state());
            traffic = recording == null
                    ? null
                    : recording.open(
                            address, settings.clock(), settings.webhookSecret().text());
            SelfSignedCertificate created = settings.https() ? SelfSignedCertificate.create(address.names()) : null;
            this.certificate = created == null ? null : this.context.write(created);
            Sinks.Empty<Void> ready = Sinks.empty();
            HttpHandler handler = RouterFunctions.toHttpHandler(
                    this.context.routes(traffic, notice(), this::reset).routes());
            started = new EmulatorServer(
                    address.hosts(),
                    settings.port(),
                    created,
                    (request, response) -> ready.asMono().then(handler.handle(request, response)));
            address.bound(started.port());
            if (keeper != null) {
                // Requests wait for it. It requires the port, which is part of URLs.
                keeper.start(this::reset);
            }
            ready.tryEmitEmpty();
        } catch (RuntimeException ex) {
            new ShutdownSteps()
                    .add(this.context::stop)
                    .add(started, EmulatorServer::disconnect)
                    .add(started, EmulatorServer::close)
                    .add(keeper, StateKeeper::release)
                    .add(traffic, RecordedTraffic::close)
                    .add(this.context::deleteFiles)
                    .run(ex);
            throw ex;
        }
        this.server = started;
        this.state = keeper;
        this.recordedTraffic = traffic;
    }

    /**
     * Start an emulator on a free port, with the system clock.
     *
     * @return the running emulator
     */
    public static ReplicateEmulator start() {
        return builder().start();
    }

    /**
     * Create a builder.
     *
     * @return a builder with the defaults
     */
    public static ReplicateEmulatorBuilder builder() {
        return new ReplicateEmulatorBuilder();
    }

    /**
     * Return the base URL for clients.
     *
     * @return {@code http://localhost:PORT/v1}, or the public URL followed by {@code /v1}. The scheme is {@code https} and the
     *     host is another one if the builder was configured so
     */
    public URI baseUrl() {
        return this.context.address().apiUri();
    }

    /**
     * Return the base URL of the control API, with which tests in any language define models, inject faults, read the recorded
     * requests and move the clock.
     *
     * @return {@code http://localhost:PORT/emulator}
     */
    public URI controlUrl() {
        return URI.create(this.context.address().localRoot() + ControlRoutes.PATH);
    }

    /**
     * Return the port.
     *
     * @return the port of the server, 1 to 65535
     */
    public int port() {
        return this.context.address().port();
    }

    /**
     * Return the certificate, which clients have to trust. It is created when the emulator starts, and deleted when it is closed.
     *
     * @return a PEM file with the certificate, or null if the emulator uses plain HTTP
     */
    public @Nullable Path certificate() {
        return this.certificate;
    }

    /**
     * Return an accepted API token. While the emulator records, the API may reject it: use one of the API instead.
     *
     * @return the configured token, or {@value #DEFAULT_TOKEN}
     */
    public String token() {
        String token = this.settings.token();
        return token == null ? DEFAULT_TOKEN : token;
    }

    /**
     * Return the account of the API token, which owns everything that clients create.
     *
     * @return the username
     */
    public String account() {
        return this.settings.account().username();
    }

    /**
     * Return the signing secret of webhooks, which {@code webhooks.default.secret.get} returns as well.
     *
     * @return {@code whsec_} followed by Base64: the configured secret, or {@value #DEFAULT_WEBHOOK_SECRET}
     */
    public String webhookSecret() {
        return this.settings.webhookSecret().text();
    }

    /**
     * Return the secret that signs download URLs of files: the signature is the HMAC-SHA256 of {@code owner id expiry}, with the
     * bytes of this text as the key.
     *
     * @return the secret, which is always the same
     */
    public String filesSigningSecret() {
        return EmulatorSettings.FILES_SIGNING_SECRET;
    }

    /**
     * Return the clock.
     *
     * @return the clock
     */
    public EmulatorClock clock() {
        return this.settings.clock();
    }

    /**
     * Add a model, or configure an existing one, including built-in models.
     *
     * @param name the model, as {@code owner/name}
     * @return the model, to configure its inputs and its behavior
     * @throws IllegalArgumentException if the name is malformed
     * @throws IllegalStateException if the emulator records or replays, so that models have no effect
     */
    public EmulatedModel model(String name) {
        requireModels();
        return new EmulatedModel(this.context.models(), name);
    }

    /**
     * Add a deployment, or change the model of an existing one.
     *
     * @param name the deployment, as {@code owner/name}
     * @param model the model to deploy, as {@code owner/name}
     * @throws IllegalArgumentException if the name is malformed or the model does not exist
     * @throws IllegalStateException if the emulator records or replays, so that deployments have no effect
     */
    public void deployment(String name, String model) {
        requireModels();
        this.context.deployments().deploy(name, model);
    }

    private void requireModels() {
        if (this.recording != null) {
            throw new IllegalStateException(RecordingSettings.MODELS_NOT_USED);
        }
    }

    /**
     * Return the faults, to add new ones.
     *
     * @return the faults
     */
    public Faults faults() {
        return this.context.faults();
    }

    /**
     * Return the requests received since the start or the last {@link #reset()}.
     *
     * @return the journal of requests
     */
    public RequestJournal requests() {
        return this.context.journal();
    }

    /**
     * Return the webhooks: their deliveries and their faults.
     *
     * @return the webhooks
     */
    public EmulatedWebhooks webhooks() {
        return this.context.webhooks();
    }

    /**
     * Return the stored predictions.
     *
     * @return a snapshot of the predictions, newest first
     */
    public List<EmulatedPrediction> predictions() {
        return this.context.predictions().predictions().all();
    }

    /**
     * Return a prediction.
     *
     * @param id the id
     * @return a snapshot of the prediction, or null if it does not exist
     */
    public @Nullable EmulatedPrediction prediction(String id) {
        PredictionRun run = this.context.predictions().predictions().find(id);
        return run == null ? null : run.snapshot();
    }

    /**
     * Return the predictions and trainings that have not completed. On Replicate they would still incur costs. Those of an API
     * whose traffic is recorded or replayed are not included.
     *
     * @return their ids, predictions before trainings, and newest first
     */
    public List<String> running() {
        return this.context.predictions().running().stream()
                .map(EmulatedPrediction::id)
                .toList();
    }

    /**
     * Reset the emulator to its initial state: remove all predictions, trainings, files, pending webhooks, recorded requests and
     * deliveries, and faults, restore the built-in models and deployments, and reset the rate limits. The clock and open
     * connections are not affected.
     */
    public void reset() {
        this.context.reset();
        if (this.recordedTraffic != null) {
            this.recordedTraffic.reset();
        }
    }

    /**
     * Stop the emulator: close all connections, and stop all predictions and webhooks. If there is a state file, the state is
     * written to it before. Further calls have no effect.
     */
    @Override
    public void close() {
        if (!this.closing.compareAndSet(false, true)) {
            return;
        }
        new ShutdownSteps()
                .add(this.server::disconnect)
                .add(this.state, StateKeeper::close)
                .add(this.context::stop)
                .add(this.recordedTraffic, RecordedTraffic::close)
                .add(this.server::close)
                .add(this.context::deleteFiles)
                .add(this.closed::countDown)
                .run(null);
    }

    /** Stop the emulator after all responses in progress have been sent, or after the limit. */
    void closeGracefully(Duration limit) {
        if (!this.closing.get()) {
            this.server.drain(limit);
        }
        close();
    }

    /** Return a sentence about where the responses come from. */
    String notice() {
        return this.recording == null ? "Its responses are not real." : this.recording.notice();
    }

    /** Return whether requests are forwarded to an API, which requires its tokens. */
    boolean isRecording() {
        return this.recording != null && this.recording.upstream() != null;
    }

    void awaitClose() throws InterruptedException {
        this.closed.await();
    }
}
