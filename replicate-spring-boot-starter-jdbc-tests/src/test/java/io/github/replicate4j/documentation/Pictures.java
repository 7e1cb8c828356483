/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.StoredOutput;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Listener of an application that keeps its pictures. */
class Pictures {

    private final JdbcClient jdbc;

    Pictures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void completed(PredictionCompletedEvent event) {
        for (StoredOutput file : event.storedOutputs().files()) {
            this.jdbc
                    .sql("insert into pictures (order_id, location) values (?, ?)")
                    .params(event.reference(), file.location().toString())
                    .update();
        }
        if (event.storedOutputs().expired()) {
            this.jdbc
                    .sql("insert into lost_pictures (order_id) values (?)")
                    .param(event.reference())
                    .update();
        }
    }
}
