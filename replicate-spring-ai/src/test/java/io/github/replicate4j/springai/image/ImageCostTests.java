/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.predictions.ModelException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.image.ImagePrompt;

/** How many predictions are created, and that none keeps running. */
class ImageCostTests extends ImageTest {

    private static final ImagePrompt CAT = new ImagePrompt("a cat");

    @BeforeEach
    void addModels() {
        emulator.model("acme/slow")
                .official()
                .input("prompt", InputType.STRING, true)
                .output(OutputType.FILES)
                .respond(script -> script.hang());
    }

    private void assertCancelledOnce() {
        await().until(() -> emulator.running().isEmpty() && cancels() == 1);
        assertThat(creates()).isEqualTo(1);
        assertThat(emulator.predictions().get(0).status()).hasToString("CANCELED");
    }

    @Test
    void lostResponseIsNotRepeated() {
        respond("black-forest-labs/flux-dev", 1);
        emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).lostResponse();
        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(() -> model("black-forest-labs/flux-dev").call(CAT));
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void timeoutCancels() {
        ReplicateImageModel model = model("acme/slow", options -> options.timeout(Duration.ofSeconds(1)));
        assertThatExceptionOfType(DeadlineExceededException.class).isThrownBy(() -> model.call(CAT));
        assertCancelledOnce();
        assertThat(emulator.requests().creates().get(0).header("Cancel-After")).isEqualTo("5s");
    }

    @Test
    void timeoutCanLeaveThePredictionRunning() {
        ReplicateImageModel model = model(
                "acme/slow", options -> options.timeout(Duration.ofSeconds(1)).cancelOnTimeout(false));
        assertThatExceptionOfType(DeadlineExceededException.class).isThrownBy(() -> model.call(CAT));
        await().until(() -> emulator.running().size() == 1);
        assertThat(cancels()).isZero();
        this.replicate.predictions().cancel(emulator.running().get(0)).block();
    }

    @Test
    void interruptCancels() throws Exception {
        ReplicateImageModel model = model("acme/slow");
        FutureTask<Object> call = new FutureTask<>(() -> {
            assertThatExceptionOfType(CallInterruptedException.class).isThrownBy(() -> model.call(CAT));
            return null;
        });
        Thread thread = new Thread(call);
        thread.start();
        await().until(() -> emulator.running().size() == 1);
        thread.interrupt();
        call.get();
        assertCancelledOnce();
    }

    @Test
    void failedPredictionIsNotRepeated() {
        emulator.model("black-forest-labs/flux-dev").respond(script -> script.fail("NSFW content detected"));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> model("black-forest-labs/flux-dev").call(CAT))
                .withMessageContaining("NSFW content detected");
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void failedDownloadDoesNotCreateTheImageAgain() {
        respond("black-forest-labs/flux-dev", 1);
        emulator.faults().always(Operation.OUTPUT_FILE).status(403);
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> model("black-forest-labs/flux-dev", options -> options.responseFormat("b64_json"))
                        .call(CAT));
        assertThat(creates()).isEqualTo(1);
    }
}
