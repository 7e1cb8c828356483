/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.fault.Faults;
import io.github.replicate4j.emulator.internal.api.EmulatorRoutes;
import io.github.replicate4j.emulator.internal.api.EmulatorSettings;
import io.github.replicate4j.emulator.internal.api.OperationHandlers;
import io.github.replicate4j.emulator.internal.builtin.BuiltInModels;
import io.github.replicate4j.emulator.internal.control.ControlAccess;
import io.github.replicate4j.emulator.internal.control.ControlRoutes;
import io.github.replicate4j.emulator.internal.control.ControlledEmulator;
import io.github.replicate4j.emulator.internal.fault.DefaultFaults;
import io.github.replicate4j.emulator.internal.files.FileStore;
import io.github.replicate4j.emulator.internal.files.TemporaryFolder;
import io.github.replicate4j.emulator.internal.files.UploadReader;
import io.github.replicate4j.emulator.internal.http.EmulatorAddress;
import io.github.replicate4j.emulator.internal.model.DeploymentRegistry;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import io.github.replicate4j.emulator.internal.page.PageRoutes;
import io.github.replicate4j.emulator.internal.prediction.PredictionRun;
import io.github.replicate4j.emulator.internal.prediction.PredictionService;
import io.github.replicate4j.emulator.internal.recording.RecordedTraffic;
import io.github.replicate4j.emulator.internal.recording.RecordingSettings;
import io.github.replicate4j.emulator.internal.server.DefaultRequestJournal;
import io.github.replicate4j.emulator.internal.server.EmulatorServer;
import io.github.replicate4j.emulator.internal.server.RateLimiter;
import io.github.replicate4j.emulator.internal.server.RequestDispatcher;
import io.github.replicate4j.emulator.internal.server.RequestReader;
import io.github.replicate4j.emulator.internal.state.EmulatorState;
import io.github.replicate4j.emulator.internal.state.StateKeeper;
import io.github.replicate4j.emulator.internal.tls.SelfSignedCertificate;
import io.github.replicate4j.emulator.internal.webhook.DefaultEmulatedWebhooks;
import io.github.replicate4j.emulator.internal.webhook.WebhookSender;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import io.github.replicate4j.emulator.request.RequestJournal;
import io.github.replicate4j.emulator.webhook.EmulatedWebhooks;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

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

    // More threads than processors, because the scripts of users may block.
    private static final int WORKERS = 16;

    private static final int MAX_QUEUED_TASKS = 100_000;

    private final EmulatorSettings settings;

    private final ModelRegistry models;

    private final DeploymentRegistry deployments;

    private final DefaultFaults faults = new DefaultFaults();

    private final DefaultRequestJournal journal = new DefaultRequestJournal();

    private final DefaultEmulatedWebhooks webhooks = new DefaultEmulatedWebhooks();

    private final WebhookSender webhookSender;

    private final PredictionService predictions;

    private final TemporaryFolder folder = new TemporaryFolder();

    private final FileStore files;

    private final RateLimiter rateLimiter;

    private final EmulatorAddress address;

    private final Scheduler workers =
            Schedulers.newBoundedElastic(WORKERS, MAX_QUEUED_TASKS, "replicate-emulator", 10, true);

    private final @Nullable RecordedTraffic recordedTraffic;

    private final String notice;

    private final EmulatorServer server;

    private final @Nullable Path certificate;

    private final @Nullable StateKeeper state;

    private final AtomicBoolean closing = new AtomicBoolean();

    private final CountDownLatch closed = new CountDownLatch(1);

    ReplicateEmulator(EmulatorSettings settings, List<ModelDefinition> models, @Nullable RecordingSettings recording) {
        EmulatorClock clock = settings.clock();
        this.settings = settings;
        this.models = new ModelRegistry(models, clock::now);
        this.deployments = new DeploymentRegistry(this.models, BuiltInModels.DEPLOYMENTS, clock::now);
        this.files = new FileStore(clock::now);
        this.rateLimiter = new RateLimiter(clock, settings.createsPerMinute(), settings.othersPerMinute());
        this.address = new EmulatorAddress(settings.https(), settings.host(), settings.publicUrl(), settings.port());
        this.webhookSender = new WebhookSender(this.webhooks, clock, settings.webhookSecret());
        this.predictions = new PredictionService(
                settings.maxPredictions(),
                settings.maxBytes(),
                clock,
                this.address,
                this.webhookSender,
                settings.dataUrls());
        this.notice = recording == null ? "Its responses are not real." : recording.notice();
        StateKeeper keeper = null;
        RecordedTraffic traffic = null;
        EmulatorServer started = null;
        try {
            keeper = stateKeeper();
            traffic = recording == null
                    ? null
                    : recording.open(
                            this.address, clock, settings.webhookSecret().text());
            SelfSignedCertificate created =
                    settings.https() ? SelfSignedCertificate.create(this.address.names()) : null;
            this.certificate = created == null ? null : write(created);
            Sinks.Empty<Void> ready = Sinks.empty();
            HttpHandler handler = RouterFunctions.toHttpHandler(routes(traffic).routes());
            started = new EmulatorServer(
                    this.address.hosts(),
                    settings.port(),
                    created,
                    (request, response) -> ready.asMono().then(handler.handle(request, response)));
            this.address.bound(started.port());
            if (keeper != null) {
                // Requests wait for it. It requires the port, which is part of URLs.
                keeper.start(this::reset);
            }
            ready.tryEmitEmpty();
        } catch (IllegalStateException ex) {
            abandon(started, keeper, traffic);
            throw ex;
        }
        this.server = started;
        this.state = keeper;
        this.recordedTraffic = traffic;
    }

    private @Nullable StateKeeper stateKeeper() {
        Path file = this.settings.stateFile();
        return file == null
                ? null
                : new StateKeeper(
                        file,
                        new EmulatorState(
                                account(),
                                this.address,
                                this.models,
                                this.deployments,
                                this.files,
                                this.folder,
                                this.predictions));
    }

    private Path write(SelfSignedCertificate created) {
        try {
            Path file = this.folder.newFile("certificate.pem");
            created.write(file);
            return file;
        } catch (IOException ex) {
            throw new IllegalStateException("The certificate of the emulator cannot be written: " + ex, ex);
        }
    }

    /** Stop what a failed start has started. */
    private void abandon(
            @Nullable EmulatorServer started, @Nullable StateKeeper keeper, @Nullable RecordedTraffic traffic) {
        this.workers.dispose();
        this.webhookSender.close();
        if (started != null) {
            started.disconnect();
            started.close();
        }
        if (keeper != null) {
            keeper.release();
        }
        if (traffic != null) {
            traffic.close();
        }
        this.folder.delete();
    }

    private EmulatorRoutes routes(@Nullable RecordedTraffic recorded) {
        RequestReader reader =
                new RequestReader(this.settings.clock()::now, this.address, new UploadReader(this.folder));
        RequestDispatcher dispatcher = new RequestDispatcher(
                reader,
                this.journal,
                this.faults,
                this.rateLimiter,
                this.settings.enforceRateLimits(),
                this.settings.token());
        ControlledEmulator controlled = new ControlledEmulator(
                this.models,
                this.deployments,
                this.faults,
                this.webhooks,
                this.journal,
                this.predictions,
                this.settings.clock(),
                this::reset);
        ControlAccess access = new ControlAccess(this.settings.remoteControl(), this.address.names());
        ControlRoutes control = new ControlRoutes(controlled, access, reader, this.workers);
        PageRoutes page = new PageRoutes(controlled, access, this.address, this.workers);
        RouterFunction<ServerResponse> other = page.routes().and(control.routes());
        if (recorded != null) {
            return new EmulatorRoutes(dispatcher, recorded.handlers(), recorded.unknownOperation(), other);
        }
        OperationHandlers operations = new OperationHandlers(
                this.settings, this.address, this.models, this.deployments, this.predictions, this.files, this.workers);
        return new EmulatorRoutes(dispatcher, operations.handlers(), EmulatorRoutes::notFound, other);
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
        return this.address.apiUri();
    }

    /**
     * Return the base URL of the control API, with which tests in any language define models, inject faults, read the recorded
     * requests and move the clock.
     *
     * @return {@code http://localhost:PORT/emulator}
     */
    public URI controlUrl() {
        return URI.create(this.address.localRoot() + ControlRoutes.PATH);
    }

    /**
     * Return the port.
     *
     * @return the port of the server, 1 to 65535
     */
    public int port() {
        return this.address.port();
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
     * Return an accepted API token.
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
     */
    public EmulatedModel model(String name) {
        return new EmulatedModel(this.models, name);
    }

    /**
     * Add a deployment, or change the model of an existing one.
     *
     * @param name the deployment, as {@code owner/name}
     * @param model the model to deploy, as {@code owner/name}
     * @throws IllegalArgumentException if the name is malformed or the model does not exist
     */
    public void deployment(String name, String model) {
        this.deployments.deploy(name, model);
    }

    /**
     * Return the faults, to add new ones.
     *
     * @return the faults
     */
    public Faults faults() {
        return this.faults;
    }

    /**
     * Return the requests received since the start or the last {@link #reset()}.
     *
     * @return the journal of requests
     */
    public RequestJournal requests() {
        return this.journal;
    }

    /**
     * Return the webhooks: their deliveries and their faults.
     *
     * @return the webhooks
     */
    public EmulatedWebhooks webhooks() {
        return this.webhooks;
    }

    /**
     * Return the stored predictions.
     *
     * @return a snapshot of the predictions, newest first
     */
    public List<EmulatedPrediction> predictions() {
        return this.predictions.predictions().all();
    }

    /**
     * Return a prediction.
     *
     * @param id the id
     * @return a snapshot of the prediction, or null if it does not exist
     */
    public @Nullable EmulatedPrediction prediction(String id) {
        PredictionRun run = this.predictions.predictions().find(id);
        return run == null ? null : run.snapshot();
    }

    /**
     * Return the predictions and trainings that have not completed. On Replicate they would still incur costs.
     *
     * @return their ids, predictions before trainings, and newest first
     */
    public List<String> running() {
        return this.predictions.running().stream().map(EmulatedPrediction::id).toList();
    }

    /**
     * Reset the emulator to its initial state: remove all predictions, trainings, files, pending webhooks, recorded requests and
     * deliveries, and faults, restore the built-in models and deployments, and reset the rate limits. The clock and open
     * connections are not affected.
     */
    public void reset() {
        this.faults.clear();
        this.webhooks.clearFaults();
        this.predictions.clear();
        this.webhookSender.clear();
        this.webhooks.clearDeliveries();
        this.files.clear();
        this.models.reset();
        this.deployments.reset();
        this.journal.clear();
        this.rateLimiter.reset();
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
        this.server.disconnect();
        if (this.state != null) {
            this.state.close();
        }
        this.workers.dispose();
        this.predictions.clear();
        this.webhookSender.close();
        if (this.recordedTraffic != null) {
            this.recordedTraffic.close();
        }
        this.server.close();
        this.folder.delete();
        this.closed.countDown();
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
        return this.notice;
    }

    void awaitClose() throws InterruptedException {
        this.closed.await();
    }
}
