/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.transactions;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What listeners change in the database, and which of them fail the next time they are called. */
@Component
class Effects {

    private final JdbcClient jdbc;

    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    Effects(JdbcClient jdbc) {
        this.jdbc = jdbc;
        jdbc.sql("create table if not exists effects (listener varchar(40), prediction varchar(40))")
                .update();
    }

    /** Record an effect in the current transaction. */
    void add(String listener, String prediction) {
        this.jdbc
                .sql("insert into effects values (?, ?)")
                .params(listener, prediction)
                .update();
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void addInNewTransaction(String listener, String prediction) {
        add(listener, prediction);
    }

    /** Return the listeners with an effect for a prediction, in alphabetical order. */
    List<String> of(String prediction) {
        return this.jdbc
                .sql("select listener from effects where prediction = ? order by listener")
                .param(prediction)
                .query(String.class)
                .list();
    }

    /** Let a listener fail once. */
    void failNext(String listener, String prediction) {
        this.failing.add(listener + " " + prediction);
    }

    void failIfRequested(String listener, String prediction) {
        if (this.failing.remove(listener + " " + prediction)) {
            throw new IllegalStateException(listener + " fails for " + prediction);
        }
    }
}
