/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.Paginator;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.http.Timestamps;
import io.github.replicate4j.emulator.internal.model.Deployment;
import io.github.replicate4j.emulator.internal.model.Deployment.Release;
import io.github.replicate4j.emulator.internal.model.DeploymentRegistry;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import io.github.replicate4j.emulator.internal.model.ResolvedVersion;
import io.github.replicate4j.emulator.internal.prediction.PredictionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Handles {@code deployments.*}, except the creation of predictions.
 */
final class DeploymentOperations {

    private static final int MAX_MIN_INSTANCES = 5;

    private static final int MAX_MAX_INSTANCES = 20;

    private static final Duration REQUIRED_IDLE_TIME = Duration.ofMinutes(15);

    private final DeploymentRegistry deployments;

    private final ModelRegistry models;

    private final PredictionStore predictions;

    private final EmulatorClock clock;

    private final Account account;

    private final Paginator paginator;

    DeploymentOperations(
            DeploymentRegistry deployments,
            ModelRegistry models,
            PredictionStore predictions,
            EmulatorSettings settings,
            Paginator paginator) {
        this.deployments = deployments;
        this.models = models;
        this.predictions = predictions;
        this.clock = settings.clock();
        this.account = settings.account();
        this.paginator = paginator;
    }

    ApiResponse list(ReceivedRequest request) {
        NavigableMap<String, Deployment> newestFirst = new TreeMap<>(Comparator.reverseOrder());
        this.deployments
                .all()
                .forEach(each -> newestFirst.put(Timestamps.of(each.createdAt()) + " " + each.name(), each));
        return this.paginator.page(request, newestFirst, deployment -> json(deployment, request));
    }

    ApiResponse get(ReceivedRequest request) {
        return ApiResponse.json(200, json(find(request), request));
    }

    ApiResponse create(ReceivedRequest request) {
        BodyFields body = BodyFields.of(request);
        String name = this.account.username() + "/" + body.required("name");
        String model = body.required("model");
        String version = body.required("version");
        Release release = new Release(
                1,
                model,
                version,
                body.hardware("hardware"),
                body.number("min_instances", MAX_MIN_INSTANCES),
                body.number("max_instances", MAX_MAX_INSTANCES),
                this.clock.now());
        if (body.has("name") && !ModelRegistry.isName(name)) {
            body.violations().add("name", "format", "Only letters, digits, dots, dashes and underscores are allowed");
        }
        checkInstances(release, body);
        body.raise();
        if (this.models.resolve(model, version) == null) {
            throw ApiException.invalidVersion();
        }
        Deployment deployment = new Deployment(name, release, this.clock.now());
        if (!this.deployments.add(deployment)) {
            throw ApiException.unprocessable("- name: a deployment with that name already exists\n");
        }
        return ApiResponse.json(200, json(deployment, request));
    }

    ApiResponse update(ReceivedRequest request) {
        Release before = find(request).release();
        BodyFields body = BodyFields.of(request);
        Release release = new Release(
                before.number() + 1,
                before.model(),
                body.has("version") ? body.required("version") : before.version(),
                body.has("hardware") ? body.hardware("hardware") : before.hardware(),
                body.has("min_instances") ? body.number("min_instances", MAX_MIN_INSTANCES) : before.minInstances(),
                body.has("max_instances") ? body.number("max_instances", MAX_MAX_INSTANCES) : before.maxInstances(),
                this.clock.now());
        checkInstances(release, body);
        body.raise();
        if (this.models.resolve(release.model(), release.version()) == null) {
            throw ApiException.invalidVersion();
        }
        Deployment changed = ApiException.requireFound(
                this.deployments.change(nameOf(request), deployment -> deployment.released(release)));
        return ApiResponse.json(200, json(changed, request));
    }

    ApiResponse delete(ReceivedRequest request) {
        Deployment deployment = find(request);
        if (deployment.release().minInstances() > 0) {
            throw ApiException.notAllowed("The deployment is online: set min_instances to 0 and wait for 15 minutes");
        }
        if (wasUsedRecently(deployment)) {
            throw ApiException.notAllowed("The deployment has been used within the last 15 minutes");
        }
        this.deployments.remove(deployment.name());
        return ApiResponse.empty(204);
    }

    private boolean wasUsedRecently(Deployment deployment) {
        Instant limit = this.clock.now().minus(REQUIRED_IDLE_TIME);
        return this.predictions.all().stream()
                .filter(prediction -> deployment.name().equals(prediction.deployment()))
                .anyMatch(prediction -> {
                    Instant completed = prediction.completedAt();
                    return completed == null || completed.isAfter(limit);
                });
    }

    private static void checkInstances(Release release, BodyFields body) {
        if (release.minInstances() > release.maxInstances()) {
            body.violations().add("min_instances", "number_lte", "Must not be greater than max_instances");
        }
    }

    private Deployment find(ReceivedRequest request) {
        return ApiException.requireFound(this.deployments.find(nameOf(request)));
    }

    private static String nameOf(ReceivedRequest request) {
        return request.path("owner") + "/" + request.path("name");
    }

    private Map<String, @Nullable Object> json(Deployment deployment, ReceivedRequest request) {
        Release release = deployment.release();
        ResolvedVersion deployed = this.deployments.resolve(deployment.name());
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("hardware", release.hardware());
        configuration.put("min_instances", release.minInstances());
        configuration.put("max_instances", release.maxInstances());
        Map<String, @Nullable Object> current = new LinkedHashMap<>();
        current.put("number", release.number());
        current.put("model", release.model());
        current.put(
                "version",
                release.version() != null || deployed == null
                        ? release.version()
                        : deployed.version().id());
        current.put("created_at", Timestamps.of(release.createdAt()));
        current.put("created_by", this.account.json(request.links().root()));
        current.put("configuration", configuration);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("owner", deployment.name().substring(0, deployment.name().indexOf('/')));
        json.put("name", deployment.name().substring(deployment.name().indexOf('/') + 1));
        json.put("current_release", current);
        return json;
    }
}
