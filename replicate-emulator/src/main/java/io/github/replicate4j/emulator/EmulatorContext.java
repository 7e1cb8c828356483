/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.clock.EmulatorClock;
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
import io.github.replicate4j.emulator.internal.prediction.PredictionService;
import io.github.replicate4j.emulator.internal.recording.RecordedTraffic;
import io.github.replicate4j.emulator.internal.server.DefaultRequestJournal;
import io.github.replicate4j.emulator.internal.server.RateLimiter;
import io.github.replicate4j.emulator.internal.server.RequestDispatcher;
import io.github.replicate4j.emulator.internal.server.RequestReader;
import io.github.replicate4j.emulator.internal.state.EmulatorState;
import io.github.replicate4j.emulator.internal.tls.SelfSignedCertificate;
import io.github.replicate4j.emulator.internal.webhook.DefaultEmulatedWebhooks;
import io.github.replicate4j.emulator.internal.webhook.WebhookSender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The parts of an emulator that do not depend on its server.
 */
final class EmulatorContext {

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

    EmulatorContext(EmulatorSettings settings, List<ModelDefinition> models) {
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
    }

    EmulatorRoutes routes(@Nullable RecordedTraffic recorded, String notice, Runnable reset) {
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
                notice,
                recorded == null,
                reset);
        ControlAccess access =
                new ControlAccess(this.settings.remoteControl(), this.address.names(), this.settings.publicUrl());
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

    EmulatorState state() {
        return new EmulatorState(
                this.settings.account().username(),
                this.settings.clock(),
                this.address,
                this.models,
                this.deployments,
                this.files,
                this.folder,
                this.predictions);
    }

    Path write(SelfSignedCertificate certificate) {
        try {
            Path file = this.folder.newFile("certificate.pem");
            certificate.write(file);
            return file;
        } catch (IOException ex) {
            throw new IllegalStateException("The certificate of the emulator cannot be written: " + ex, ex);
        }
    }

    EmulatorAddress address() {
        return this.address;
    }

    ModelRegistry models() {
        return this.models;
    }

    DeploymentRegistry deployments() {
        return this.deployments;
    }

    DefaultFaults faults() {
        return this.faults;
    }

    DefaultRequestJournal journal() {
        return this.journal;
    }

    DefaultEmulatedWebhooks webhooks() {
        return this.webhooks;
    }

    PredictionService predictions() {
        return this.predictions;
    }

    void reset() {
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
    }

    /** Stop predictions and webhooks. */
    void stop() {
        this.workers.dispose();
        this.predictions.close();
        this.webhookSender.close();
    }

    void deleteFiles() {
        this.folder.delete();
    }
}
