/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import io.github.replicate4j.account.Account;
import io.github.replicate4j.collections.ModelCollection;
import io.github.replicate4j.deployments.Deployment;
import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.files.UploadedFile;
import io.github.replicate4j.hardware.Hardware;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.models.ModelVersion;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.search.SearchResults;
import io.github.replicate4j.trainings.Training;
import io.github.replicate4j.webhook.WebhookEventType;
import io.github.replicate4j.webhook.WebhookSecret;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Runtime hints for native images: the types that the client reads from and writes to JSON.
 */
final class ReplicateRuntimeHints implements RuntimeHintsRegistrar {

    private static final Class<?>[] JSON = {
        Account.class,
        AsyncFileOutput.class,
        Deployment.class,
        FileOutput.class,
        Hardware.class,
        Model.class,
        ModelCollection.class,
        ModelVersion.class,
        Prediction.class,
        SearchResults.class,
        Training.class,
        UploadedFile.class,
        WebhookEventType.class,
        WebhookSecret.class
    };

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), JSON);
        hints.resources().registerPattern("io/github/replicate4j/internal/http/version.txt");
    }
}
