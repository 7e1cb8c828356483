/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionStatus;
import io.github.replicate4j.test.ReplicateEmulatorExtension;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests for {@link Orders}. */
@ExtendWith(ReplicateEmulatorExtension.class)
class OrdersTests {

    @Test
    void completesAnOrderWhoseWebhookArrivedBeforeItsIdWasStored(ReplicateEmulator emulator, Replicate replicate) {
        emulator.model("acme/painter")
                .official()
                .respond(script -> script.output("done").succeed());
        Orders orders = new Orders(replicate);

        orders.place("42");

        assertThat(orders.completed()).containsEntry("42", PredictionStatus.SUCCEEDED);
    }

    @Test
    void completesAnOrderByItsReference(ReplicateEmulator emulator, Replicate replicate) {
        emulator.model("acme/painter").official().respond(script -> script.hang());
        ReferencedOrders orders = new ReferencedOrders(replicate);
        orders.place("42");
        orders.place("43");
        Prediction canceled = replicate.predictions().cancel(emulator.running().get(0));

        orders.on(new PredictionCompletedEvent(canceled, "msg_1", Instant.now(), null));
        orders.on(new PredictionCompletedEvent(canceled, "msg_2", Instant.now(), "41"));
        orders.on(new PredictionCompletedEvent(canceled, "msg_3", Instant.now(), "42"));

        assertThat(orders.orders()).isEqualTo(Map.of("42", "canceled", "43", "running"));
    }

    @Test
    void completesAnOrderWhenItsWebhookArrives(ReplicateEmulator emulator, Replicate replicate) {
        emulator.model("acme/painter").official().respond(script -> script.hang());
        Orders orders = new Orders(replicate);
        orders.place("42");
        assertThat(orders.completed()).isEmpty();

        Prediction canceled = replicate.predictions().cancel(emulator.running().get(0));
        orders.on(new PredictionCompletedEvent(canceled, "msg_1", Instant.now(), null));

        assertThat(orders.completed()).containsEntry("42", PredictionStatus.CANCELED);
    }
}
