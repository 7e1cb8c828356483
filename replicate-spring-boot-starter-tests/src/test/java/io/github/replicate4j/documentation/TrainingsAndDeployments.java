/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.deployments.Deployment;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.Output;
import io.github.replicate4j.trainings.Training;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The code of {@code docs/trainings-and-deployments.md}. */
class TrainingsAndDeployments {

    private final Replicate replicate;

    TrainingsAndDeployments(Replicate replicate) {
        this.replicate = replicate;
    }

    Training train(String versionId, Path folder) {
        Training training = replicate
                .trainings()
                .create(
                        "emulator/trainer",
                        versionId,
                        create -> create.destination("emulator/trained")
                                .input("train_data", folder.resolve("images.zip"))
                                .input("steps", 1000));
        return training;
    }

    Training await(Training training) {
        training = replicate.trainings().await(training.id(), Duration.ofHours(2));
        return training;
    }

    Output runTrainedVersion(Training training) {
        String version = String.valueOf(training.trainedVersion());
        Output output = replicate.run(version, Map.of("prompt", "a lighthouse at dusk"));
        return output;
    }

    Deployment deploy(String versionId) {
        Deployment deployment = replicate
                .deployments()
                .create(create -> create.name("posters")
                        .model("emulator/trainer")
                        .version(versionId)
                        .hardware("gpu-t4")
                        .minInstances(0)
                        .maxInstances(2));
        return deployment;
    }

    Prediction runDeployment() {
        Prediction prediction = replicate
                .deployments()
                .predictions()
                .create("emulator/posters", create -> create.input("prompt", "a lighthouse at dusk"));
        return prediction;
    }

    Deployment scale() {
        Deployment deployment = replicate.deployments().update("emulator/posters", update -> update.minInstances(1));
        return deployment;
    }

    void delete() {
        replicate.deployments().delete("emulator/posters");
    }
}
