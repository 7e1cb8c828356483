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
