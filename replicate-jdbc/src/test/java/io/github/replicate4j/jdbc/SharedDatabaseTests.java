/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.zaxxer.hikari.HikariDataSource;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

abstract class SharedDatabaseTests {

    private static final String INSERT = "insert into things (id) values (:id)";

    private final TestDatabase testDatabase;

    private SharedDatabase database;

    private DataSource node;

    private JdbcClient assertions;

    SharedDatabaseTests(TestDatabase testDatabase) {
        this.testDatabase = testDatabase;
    }

    @BeforeEach
    void createTables() {
        this.node = this.testDatabase.node(2);
        this.database = SharedDatabase.of(this.node, new JdbcTransactionManager(this.node));
        this.database.createTables();
        this.assertions = this.testDatabase.client();
        this.assertions
                .sql("create table things (id varchar(20) primary key, at "
                        + (this.database.dialect() == JdbcDialect.MARIADB
                                ? "datetime(6))"
                                : "timestamp with time zone)"))
                .update();
    }

    @AfterEach
    void close() {
        this.testDatabase.close();
    }

    @Test
    void theScriptCanBeRepeated() {
        this.database.createTables();
        assertThat(this.assertions
                        .sql("select count(*) from replicate_inbox")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(this.assertions
                        .sql("select count(*) from replicate_journal")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void missingColumnsAreNamed() {
        SharedDatabase prefixed = this.database.withTablePrefix("ai_");
        prefixed.createTables();
        assertThat(prefixed.missingColumns("inbox")).isEmpty();
        assertThat(prefixed.missingColumns("journal")).isEmpty();
        this.assertions.sql("alter table ai_inbox drop column outputs").update();
        this.assertions.sql("alter table ai_journal drop column failures").update();
        assertThat(prefixed.missingColumns("inbox")).containsExactly("outputs");
        assertThat(prefixed.missingColumns("journal")).containsExactly("failures");
        this.assertions.sql("drop table ai_inbox").update();
        assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(() -> prefixed.missingColumns("inbox"));
    }

    @Test
    void tablesCanHaveAnotherPrefix() {
        SharedDatabase prefixed = this.database.withTablePrefix("ai_");
        prefixed.createTables();
        assertThat(prefixed.table("inbox")).isEqualTo("ai_inbox");
        assertThat(this.assertions
                        .sql("select count(*) from ai_inbox")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.database.withTablePrefix("x; drop table orders"))
                .withMessageStartingWith("tablePrefix must consist of");
    }

    @Test
    void aRowIsInsertedOnceAndTheTransactionRemainsUsable() {
        int inserted = this.database.inTransaction(() -> {
            boolean first = this.database.insertIfAbsent(INSERT, Map.of("id", "a"));
            boolean second = this.database.insertIfAbsent(INSERT, Map.of("id", "a"));
            boolean other = this.database.insertIfAbsent(INSERT, Map.of("id", "b"));
            return (first ? 1 : 0) + (second ? 10 : 0) + (other ? 100 : 0);
        });
        assertThat(inserted).isEqualTo(101);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aStatementAloneIsCommittedAlthoughTheTransactionOfTheCallerIsRolledBack() {
        new TransactionTemplate(new JdbcTransactionManager(this.node)).executeWithoutResult(status -> {
            insert("outer");
            assertThat(this.database.<Boolean>alone(() -> insert("alone"))).isTrue();
            assertThat(this.database.<Boolean>inNewTransaction(() -> insert("new")))
                    .isTrue();
            status.setRollbackOnly();
        });
        assertThat(this.assertions
                        .sql("select id from things order by id")
                        .query(String.class)
                        .list())
                .containsExactly("alone", "new");
    }

    @Test
    void statementsAreCommittedWithPoolsThatDoNotCommit() {
        HikariDataSource pool = (HikariDataSource) this.testDatabase.node(3);
        HikariDataSource manual = new HikariDataSource();
        manual.setJdbcUrl(pool.getJdbcUrl());
        manual.setAutoCommit(false);
        manual.setMaximumPoolSize(2);
        try (manual) {
            SharedDatabase other = SharedDatabase.of(manual, new JdbcTransactionManager(manual));
            other.alone(() -> other.insertIfAbsent(INSERT, Map.of("id", "manual")));
        }
        assertThat(count()).isOne();
    }

    @Test
    void theTransactionManagerOfAnotherDatabaseIsRejected() {
        DataSource other = this.testDatabase.node(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SharedDatabase.of(this.node, new JdbcTransactionManager(other)))
                .withMessageContaining("use the transaction manager of that DataSource");
    }

    @Test
    void timesAreComputedByTheDatabase() {
        JdbcDialect dialect = this.database.dialect();
        this.database
                .jdbc()
                .sql("insert into things (id, at) values ('a', " + dialect.nowPlusMillis("-:millis") + ")")
                .param("millis", 90_000L)
                .update();
        assertThat(this.database
                        .jdbc()
                        .sql("select " + dialect.millisSince("at") + " from things")
                        .query(Long.class)
                        .single())
                .isCloseTo(90_000L, within(20_000L));
        assertThat(this.database
                        .jdbc()
                        .sql("select at from things")
                        .query((row, index) -> dialect.instant(row, "at"))
                        .single())
                .isNotNull();
    }

    @Test
    void aLimitedNumberOfRowsIsDeleted() {
        for (int i = 0; i < 5; i++) {
            insert("row" + i);
        }
        String delete = this.database.dialect().delete("things", "id", "id <> 'row4'", 3);
        assertThat(this.database.jdbc().sql(delete).update()).isEqualTo(3);
        assertThat(this.database.jdbc().sql(delete).update()).isEqualTo(1);
        assertThat(count()).isOne();
    }

    private boolean insert(String id) {
        return this.database.insertIfAbsent(INSERT, Map.of("id", id));
    }

    private long count() {
        return this.assertions
                .sql("select count(*) from things")
                .query(Long.class)
                .single();
    }
}
