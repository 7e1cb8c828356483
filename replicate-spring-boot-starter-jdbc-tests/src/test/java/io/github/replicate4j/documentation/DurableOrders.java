/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.jdbc.submit.DurablePredictionFailedEvent;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

class DurableOrders {

    private final JdbcClient jdbc;

    private final DurablePredictions predictions;

    DurableOrders(JdbcClient jdbc, DurablePredictions predictions) {
        this.jdbc = jdbc;
        this.predictions = predictions;
    }

    @Transactional
    void place(String order, String prompt) {
        this.jdbc
                .sql("insert into orders (id, status) values (?, 'placed')")
                .param(order)
                .update();
        this.predictions.submitForModel(
                order,
                "acme/painter",
                request -> request.input("prompt", prompt).reference(order));
    }

    @EventListener
    void completed(PredictionCompletedEvent event) {
        this.jdbc
                .sql("update orders set status = ? where id = ?")
                .param(event.prediction().statusText())
                .param(event.reference())
                .update();
    }

    @EventListener
    void failed(DurablePredictionFailedEvent event) {
        this.jdbc
                .sql("update orders set status = 'failed' where id = ?")
                .param(event.prediction().reference())
                .update();
    }
}
