/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Tests for the code of {@code docs/beyond-the-methods.md}. */
@SpringBootTest
@AutoConfigureReplicateEmulator
class BeyondTheMethodsTests {

    @Autowired
    Replicate replicate;

    @Autowired
    ReplicateEmulator emulator;

    @Test
    void callsEndpoints(@TempDir Path folder) {
        BeyondTheMethods examples = new BeyondTheMethods(this.replicate);
        assertThat(examples.call().username()).isNotBlank();
        assertThat(this.emulator.requests().to(Operation.ACCOUNT_GET)).hasSize(1);
        assertThat(examples.stream(folder.resolve("models.json"))).isPositive();
    }

    @Test
    void sendsAndReadsUnknownFields() {
        BeyondTheMethods examples = new BeyondTheMethods(this.replicate);
        Prediction prediction = examples.additionalBodyProperty();
        assertThat(examples.options(prediction.id()).id()).isEqualTo(prediction.id());
        assertThat(examples.additionalResponseProperty(prediction)).isNull();
        assertThat(examples.nullOrMissing(prediction.id())).isTrue();
        try (Replicate strict = BeyondTheMethods.strict(this.emulator.baseUrl().toString(), this.emulator.token())) {
            assertThat(strict.predictions().list().results()).hasSize(1);
        }
    }
}
