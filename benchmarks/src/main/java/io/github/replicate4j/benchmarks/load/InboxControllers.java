/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.load;

import io.github.replicate4j.event.PredictionCompletedEvent;
import java.nio.charset.StandardCharsets;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints written without the starter, and the listeners of all endpoints. */
@RestController
class InboxControllers {

    private final JdbcClient jdbc;

    private final TransactionTemplate transaction;

    private final ApplicationEventPublisher publisher;

    InboxControllers(JdbcClient jdbc, TransactionTemplate transaction, ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.publisher = publisher;
        for (String table : new String[] {"received (id varchar(300) primary key, body text)", "effects (id text)"}) {
            jdbc.sql("create table if not exists " + table).update();
        }
    }

    /** Stores the body, without verification. */
    @PostMapping("/insert")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void insert(@RequestHeader("webhook-id") String id, @RequestBody byte[] body) {
        this.jdbc
                .sql("insert into received values (?, ?)")
                .params(id, new String(body, StandardCharsets.UTF_8))
                .update();
    }

    /** Stores the id, so that duplicates are rejected, and an event in the registry of Modulith, without verification. */
    @PostMapping("/modulith")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void modulith(@RequestHeader("webhook-id") String id, @RequestBody byte[] body) {
        this.transaction.executeWithoutResult(status -> {
            this.jdbc.sql("insert into received values (?, null)").param(id).update();
            this.publisher.publishEvent(new Received(id, new String(body, StandardCharsets.UTF_8)));
        });
    }

    @EventListener
    void on(PredictionCompletedEvent event) {
        effect(event.prediction().id());
    }

    @ApplicationModuleListener
    void on(Received event) {
        effect(event.id());
    }

    private void effect(String id) {
        this.jdbc.sql("insert into effects values (?)").param(id).update();
    }

    /** Return the number of webhooks whose processing was recorded. */
    @GetMapping("/done")
    String done() {
        return this.jdbc
                .sql("select (select count(*) from replicate_inbox where state = 'DONE')"
                        + " + (select count(*) from event_publication where completion_date is not null)")
                .query(String.class)
                .single();
    }

    /** Delete all rows, so that each measurement has empty tables, and return the number of effects. */
    @PostMapping("/reset")
    String reset() {
        String effects = this.jdbc
                .sql("select count(*) from effects")
                .query(String.class)
                .single();
        this.jdbc
                .sql("truncate received, effects, replicate_inbox, event_publication")
                .update();
        return effects;
    }

    record Received(String id, String body) {}
}
