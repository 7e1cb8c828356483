/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.limits;

import io.github.replicate4j.jdbc.JdbcDialect;
import io.github.replicate4j.jdbc.SharedDatabase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Statements on the table of the creates that limits count. Besides the rows of creates, each account has a row that is locked while a
 * create of the account is counted.
 */
final class LimitTable {

    /** Account of the rows that are only locked, so that they count for no account. */
    private static final String LOCKS = "";

    /** Changes of a create that is not in flight any more. */
    private static final String RELEASED = "release_at = null";

    /** Changes of a create that has created nothing. */
    private static final String NOT_CREATED = RELEASED + ", cost = 0";

    private static final int SCALE = 18;

    /** Enough to find a time; a create that does not fit then is tried again anyway. */
    private static final int MAX_READ = 1_000;

    private static final int MAX_PURGED = 1_000;

    private final SharedDatabase database;

    private final JdbcDialect dialect;

    private final String table;

    private final boolean journal;

    LimitTable(SharedDatabase database, boolean journal) {
        this.database = database;
        this.dialect = database.dialect();
        this.table = database.table("limit");
        this.journal = journal;
    }

    private StatementSpec sql(String sql) {
        return this.database.jdbc().sql(sql);
    }

    private String newerThan() {
        return "account = :account and created_at > " + this.dialect.nowPlusMillis("-:window");
    }

    private String inFlightCondition() {
        return "account = :account and release_at > " + this.dialect.now();
    }

    /** Add the row of an account, unless it exists. */
    void addAccount(String account) {
        boolean exists = this.database.alone(() -> this.sql("select count(*) from " + this.table + " where id = :id")
                        .param("id", account)
                        .query(Long.class)
                        .single()
                > 0);
        if (!exists) {
            this.database.alone(() -> this.database.insertIfAbsent(
                    "insert into " + this.table + " (id, account) values (:id, :account)",
                    Map.of("id", account, "account", LOCKS)));
        }
    }

    /** Lock an account until the end of the transaction. */
    void lock(String account) {
        sql("select id from " + this.table + " where id = :id for update")
                .param("id", account)
                .query(String.class)
                .single();
    }

    long inFlight(String account) {
        return sql("select count(*) from " + this.table + " where " + inFlightCondition())
                .param("account", account)
                .query(Long.class)
                .single();
    }

    /** Return the time until the next create stops counting as in flight, whatever happens. */
    Duration untilRelease(String account) {
        Long millis = sql("select -max(" + this.dialect.millisSince("release_at") + ") from " + this.table + " where "
                        + inFlightCondition())
                .param("account", account)
                .query(Long.class)
                .optional()
                .orElse(0L);
        return Duration.ofMillis(Math.max(0, millis));
    }

    /**
     * Release the creates whose completion the journal knows, by their tasks, or by their entries if their outcomes were unknown. A
     * durable create that is queued again has created nothing.
     */
    void releaseCompleted(String account) {
        if (this.journal) {
            String entries = " from " + this.database.table("journal") + " where ";
            release(account, RELEASED, "select task_id" + entries + "task_id is not null and completed_at is not null");
            release(account, RELEASED, "select id" + entries + "completed_at is not null");
            release(account, NOT_CREATED, "select id" + entries + "state = 'QUEUED'");
        }
    }

    private void release(String account, String change, String tasks) {
        sql("update " + this.table + " set " + change + " where " + inFlightCondition() + " and task_id in (" + tasks
                        + ")")
                .param("account", account)
                .update();
    }

    /**
     * Release earlier creates with an entry of the journal that is sent again, because they have created nothing. Their time in
     * flight may be over.
     */
    void releaseResent(String account, String journalEntry) {
        sql("update " + this.table + " set " + NOT_CREATED
                        + " where account = :account and release_at is not null and task_id = :entry")
                .param("account", account)
                .param("entry", journalEntry)
                .update();
    }

    long creates(String account, Duration window) {
        return sql("select count(*) from " + this.table + " where " + newerThan())
                .param("account", account)
                .param("window", window.toMillis())
                .query(Long.class)
                .single();
    }

    /** Return the time until fewer creates than a maximum are in the window, if nothing is added. */
    Duration untilCreatesAreBelow(String account, Duration window, int max) {
        Long age = sql("select " + this.dialect.millisSince("created_at") + " from " + this.table + " where "
                        + newerThan() + " order by created_at desc limit 1 offset " + (max - 1))
                .param("account", account)
                .param("window", window.toMillis())
                .query(Long.class)
                .optional()
                .orElse(window.toMillis());
        return Duration.ofMillis(Math.max(0, window.toMillis() - age));
    }

    BigDecimal cost(String account, Duration window) {
        return sql("select coalesce(sum(cost), 0) from " + this.table + " where " + newerThan())
                .param("account", account)
                .param("window", window.toMillis())
                .query(BigDecimal.class)
                .single();
    }

    /** Return the time until the cost in the window is acceptable, if nothing is added. */
    Duration untilCost(String account, Duration window, BigDecimal used, Predicate<BigDecimal> acceptable) {
        List<CostRow> oldest = sql("select cost, " + this.dialect.millisSince("created_at") + " as age from "
                        + this.table + " where " + newerThan() + " and cost > 0 order by created_at limit " + MAX_READ)
                .param("account", account)
                .param("window", window.toMillis())
                .query((row, number) -> new CostRow(row.getBigDecimal("cost"), row.getLong("age")))
                .list();
        BigDecimal remaining = used;
        long until = 0;
        for (CostRow row : oldest) {
            if (acceptable.test(remaining)) {
                break;
            }
            remaining = remaining.subtract(row.cost());
            until = window.toMillis() - row.age();
        }
        return Duration.ofMillis(Math.max(0, until));
    }

    private record CostRow(BigDecimal cost, long age) {}

    /**
     * Insert a create.
     *
     * @param journalEntry its entry in the journal, which identifies it until the id of its task is known, or {@code null}
     */
    void insert(String id, String account, BigDecimal cost, @Nullable String journalEntry, Duration hold) {
        sql("insert into " + this.table
                        + " (id, account, cost, task_id, release_at) values (:id, :account, :cost, :entry, "
                        + this.dialect.nowPlusMillis(":hold") + ")")
                .param("id", id)
                .param("account", account)
                .param("cost", rounded(cost))
                .param("entry", journalEntry)
                .param("hold", hold.toMillis())
                .update();
    }

    private static BigDecimal rounded(BigDecimal cost) {
        return cost.setScale(SCALE, RoundingMode.CEILING);
    }

    /** Set the id of the task of a create, or that of its entry in the journal before. */
    void identify(String id, String taskId) {
        this.database.alone(() -> this.sql("update " + this.table + " set task_id = :task where id = :id")
                .param("task", taskId)
                .param("id", id)
                .update());
    }

    /**
     * Release a create.
     *
     * @param cost its cost, or {@code null} to leave the estimate
     */
    void release(String id, @Nullable BigDecimal cost) {
        String change = cost == null ? RELEASED : RELEASED + ", cost = :cost";
        this.database.alone(() -> {
            StatementSpec update = this.sql("update " + this.table + " set " + change + " where id = :id")
                    .param("id", id);
            return (cost == null ? update : update.param("cost", rounded(cost))).update();
        });
    }

    /** Delete a create that was not sent. */
    void delete(String id) {
        this.database.alone(() -> this.sql("delete from " + this.table + " where id = :id")
                .param("id", id)
                .update());
    }

    /** Delete the rows of creates that no limit counts any more. */
    void purge(Duration age) {
        String old = "account <> '" + LOCKS + "' and created_at < " + this.dialect.nowPlusMillis("-:age")
                + " and (release_at is null or release_at < " + this.dialect.now() + ")";
        this.database.alone(() -> this.sql(this.dialect.delete(this.table, "id", old, MAX_PURGED))
                .param("age", age.toMillis())
                .update());
    }
}
