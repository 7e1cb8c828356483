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

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.files.FileStore;
import io.github.replicate4j.emulator.files.SpoolFolder;
import io.github.replicate4j.emulator.files.UploadReader;
import io.github.replicate4j.emulator.http.EmulatorAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A local stand-in for the Replicate API: an HTTP server on the loopback address that runs scripted models, and can
 * misbehave on demand.
 *
 * <pre>{@code
 * try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
 *     emulator.model("acme/captioner").official().respond(script -> script.output("a cat").succeed());
 *     // point the client at emulator.baseUrl(), with emulator.token()
 * }
 * }</pre>
 *
 * <p>It may be used by many threads. Each emulator has its own port, models and predictions.
 */
public final class ReplicateEmulator implements AutoCloseable {

    /** The token that is expected unless another is set. */
    public static final String DEFAULT_TOKEN = "emulator";

    /** The account that the token belongs to unless another is set. */
    public static final String DEFAULT_ACCOUNT = "emulator";

    /** The secret of webhooks unless another is set. */
    public static final String DEFAULT_WEBHOOK_SECRET = "whsec_cmVwbGljYXRlLWVtdWxhdG9yLXdlYmhvb2tz";

    static final String FILES_SIGNING_SECRET = "replicate-emulator-files";

    // More threads than processors, because the scripts of users may wait.
    private static final int WORKERS = 16;
    private static final int QUEUE = 100_000;

    private final EmulatorSettings settings;
    private final ModelRegistry models;
    private final DeploymentRegistry deployments;
    private final Faults faults = new Faults();
    private final RequestJournal journal = new RequestJournal();
    private final Webhooks webhooks = new Webhooks();
    private final WebhookQueue webhookQueue;
    private final Runs runs;
    private final SpoolFolder folder = new SpoolFolder();
    private final FileStore files;
    private final RateLimits rateLimits;
    private final EmulatorAddress address;
    private final Scheduler workers = Schedulers.newBoundedElastic(WORKERS, QUEUE, "replicate-emulator", 10, true);
    private final EmulatorServer server;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    ReplicateEmulator(EmulatorSettings settings) {
        this.settings = settings;
        this.models = new ModelRegistry(settings.clock()::now);
        this.deployments = new DeploymentRegistry(this.models, settings.clock()::now);
        this.files = new FileStore(settings.clock()::now);
        this.rateLimits = new RateLimits(settings.clock(), settings.createsPerMinute(), settings.othersPerMinute());
        this.address = new EmulatorAddress(settings.port());
        this.webhookQueue = new WebhookQueue(this.webhooks, settings);
        this.runs = new Runs(settings, this.address, this.webhookQueue);
        RequestReader reader = new RequestReader(settings.clock()::now, new UploadReader(this.folder));
        EmulatorRoutes routes = new EmulatorRoutes(
                new Reception(settings, reader, this.journal, this.faults, this.rateLimits),
                new Operations(
                                settings,
                                this.address,
                                this.models,
                                this.deployments,
                                this.runs,
                                this.files,
                                this.workers)
                        .handlers(),
                new IndexPage(
                        this.runs.predictions(), this.models, this.deployments, this.webhooks.journal(), this.address));
        try {
            this.server = new EmulatorServer(settings.port(), RouterFunctions.toHttpHandler(routes.routes()));
        } catch (IllegalStateException e) {
            this.workers.dispose();
            this.webhookQueue.close();
            throw e;
        }
        this.address.bound(this.server.port());
    }

    /**
     * Starts an emulator on a free port, on the clock of the machine.
     *
     * @return the running emulator
     */
    public static ReplicateEmulator start() {
        return builder().start();
    }

    /**
     * Prepares an emulator.
     *
     * @return a builder with the defaults
     */
    public static ReplicateEmulatorBuilder builder() {
        return new ReplicateEmulatorBuilder();
    }

    /**
     * Returns what a client takes as its base URL.
     *
     * @return {@code http://localhost:PORT/v1}
     */
    public URI baseUrl() {
        return this.address.apiUri();
    }

    /**
     * Returns the port.
     *
     * @return the port that is listened on, 1 to 65535
     */
    public int port() {
        return this.address.port();
    }

    /**
     * Returns a token that is let in.
     *
     * @return the token set, or {@value #DEFAULT_TOKEN}
     */
    public String token() {
        String token = this.settings.token();
        return token == null ? DEFAULT_TOKEN : token;
    }

    /**
     * Returns the account that the token belongs to, which owns what is created.
     *
     * @return its username
     */
    public String account() {
        return this.settings.account().username();
    }

    /**
     * Returns the secret that {@code webhooks.default.secret.get} tells, and that signs webhooks.
     *
     * @return {@code whsec_} and Base64: the secret set, or {@value #DEFAULT_WEBHOOK_SECRET}
     */
    public String webhookSecret() {
        return this.settings.webhookSecret().text();
    }

    /**
     * Returns the secret with which download URLs of files are signed: what is signed is {@code owner id expiry}, with
     * HMAC-SHA256 and the bytes of this text as the key.
     *
     * @return the secret, always the same
     */
    public String filesSigningSecret() {
        return FILES_SIGNING_SECRET;
    }

    /**
     * Returns the clock by which predictions live.
     *
     * @return the clock
     */
    public EmulatorClock clock() {
        return this.settings.clock();
    }

    /**
     * Adds a model, or goes on to change one that is there already, be it built in.
     *
     * @param name {@code owner/name}
     * @return the model, on which to say what it takes and does
     * @throws IllegalArgumentException if the name has another form
     */
    public EmulatedModel model(String name) {
        return new EmulatedModel(this.models, name);
    }

    /**
     * Adds a deployment, or changes what it runs.
     *
     * @param name {@code owner/name} of the deployment
     * @param model {@code owner/name} of the model that it runs
     * @throws IllegalArgumentException if the name has another form or there is no such model
     */
    public void deployment(String name, String model) {
        this.deployments.deploy(name, model);
    }

    /**
     * Returns what is to go wrong.
     *
     * @return the faults, to which more can be added
     */
    public Faults faults() {
        return this.faults;
    }

    /**
     * Returns what was asked of this emulator.
     *
     * @return the requests received since the start, or the last {@link #reset()}
     */
    public RequestJournal requests() {
        return this.journal;
    }

    /**
     * Returns the webhooks: what was sent, and what is to go wrong on the way.
     *
     * @return the webhooks
     */
    public Webhooks webhooks() {
        return this.webhooks;
    }

    /**
     * Returns the predictions that are kept.
     *
     * @return the predictions as they are now, the newest first
     */
    public List<EmulatedPrediction> predictions() {
        return this.runs.predictions().all();
    }

    /**
     * Returns a prediction.
     *
     * @param id its id
     * @return the prediction as it is now, or null if there is none
     */
    public @Nullable EmulatedPrediction prediction(String id) {
        PredictionRun run = this.runs.predictions().find(id);
        return run == null ? null : run.snapshot();
    }

    /**
     * Returns the predictions and trainings that have not ended: on Replicate they would still cost money.
     *
     * @return their ids, the newest first, and predictions before trainings
     */
    public List<String> running() {
        return Stream.of(this.runs.predictions(), this.runs.trainings())
                .flatMap(store -> store.all().stream())
                .filter(prediction -> !prediction.status().isTerminal())
                .map(EmulatedPrediction::id)
                .toList();
    }

    /**
     * Makes it as good as new: drops predictions, trainings, files, webhooks that have not been sent, recorded requests and
     * webhooks, and faults, brings back the built-in models and deployments, and fills up the rate limits. The clock and
     * open connections of clients are left alone.
     */
    public void reset() {
        this.faults.clear();
        this.webhooks.clearFaults();
        this.runs.clear();
        this.webhookQueue.clear();
        this.webhooks.journal().clear();
        this.files.clear();
        this.models.reset();
        this.deployments.reset();
        this.journal.clear();
        this.rateLimits.reset();
    }

    /** Stops it: closes all connections, ends all predictions, and sends no more webhooks. Does nothing if that was done before. */
    @Override
    public void close() {
        if (!this.closing.compareAndSet(false, true)) {
            return;
        }
        this.server.disconnect();
        this.workers.dispose();
        this.runs.clear();
        this.webhookQueue.close();
        this.server.close();
        this.folder.delete();
        this.closed.countDown();
    }

    void awaitClose() throws InterruptedException {
        this.closed.await();
    }
}
