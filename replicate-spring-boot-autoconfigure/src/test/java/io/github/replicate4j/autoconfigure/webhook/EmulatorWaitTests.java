/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.webhook.WebhookEventType;
import io.github.replicate4j.predictions.Prediction;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Waits in an application that receives the webhooks of its emulator. */
class EmulatorWaitTests extends EmulatorApplicationTest {

    @Test
    void awaitOfTenSecondsPollsAtMostTwice() {
        Prediction created = createSlow(10);
        Prediction completed = replicate.predictions().await(created.id(), Duration.ofSeconds(60));
        assertThat(completed.succeeded()).isTrue();
        assertThat(gets(created.id())).isLessThanOrEqualTo(2);
        assertPublishedOnce(created.id());
    }

    @Test
    void runCompletesWithTheWebhook() {
        // Replicate holds the create for a second; a webhook reports the completion.
        String output = replicate
                .run(request ->
                        request.model("emulator/slow").input("seconds", 3).preferWait(Duration.ofSeconds(1)))
                .text();
        assertThat(output).isNotEmpty();
        Prediction prediction = replicate.predictions().list().results().get(0);
        assertThat(gets(prediction.id())).isLessThanOrEqualTo(1);
        assertPublishedOnce(prediction.id());
    }

    @Test
    void pollsForACompletionWithoutWebhook() {
        emulator.webhooks().always(WebhookEventType.COMPLETED).drop();
        Prediction created = createSlow(1);
        Prediction completed = replicate.predictions().await(created.id(), Duration.ofSeconds(60));
        assertThat(completed.succeeded()).isTrue();
        assertThat(server.listener().events()).isEmpty();
        // After a missing webhook, clients poll until a webhook is delivered again, which other tests must not depend
        // on.
        emulator.reset();
        assertPublishedOnce(createSlow(1).id());
    }

    @Test
    void requestWithoutWebhookGetsNone() {
        Prediction created = replicate
                .models()
                .predictions()
                .create("emulator/slow", request -> request.input("seconds", 1).withoutWebhook());
        assertThat(replicate.predictions().await(created.id()).succeeded()).isTrue();
        assertThat(emulator.webhooks().deliveries()).isEmpty();
    }
}
