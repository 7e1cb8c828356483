/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.models.Visibility;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import io.github.replicate4j.trainings.Training;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Tests for the code of {@code docs/trainings-and-deployments.md}. */
@SpringBootTest
@AutoConfigureReplicateEmulator
class TrainingsAndDeploymentsTests {

    @Autowired
    Replicate replicate;

    @Autowired
    ReplicateEmulator emulator;

    @Test
    void trainsAndRunsAVersion(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("images.zip"), new byte[] {'P', 'K'});
        this.replicate
                .models()
                .create(model -> model.owner("emulator")
                        .name("trained")
                        .visibility(Visibility.PRIVATE)
                        .hardware("gpu-t4"));
        TrainingsAndDeployments examples = new TrainingsAndDeployments(this.replicate);
        Training training = examples.await(
                examples.train(this.emulator.model("emulator/trainer").versionId(), folder));
        assertThat(training.succeeded()).isTrue();
        assertThat(training.input()).containsEntry("train_data", "data:application/zip;base64,UEs=");
        assertThat(examples.runTrainedVersion(training).text()).contains("a lighthouse at dusk");
    }

    @Test
    void deploysAndScalesAVersion() {
        TrainingsAndDeployments examples = new TrainingsAndDeployments(this.replicate);
        assertThat(examples.deploy(this.emulator.model("emulator/trainer").versionId())
                        .name())
                .isEqualTo("posters");
        assertThat(examples.scale().currentRelease().configuration().minInstances())
                .isEqualTo(1);
        assertThat(examples.runDeployment().deployment()).isEqualTo("emulator/posters");
    }
}
