/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class ReplicateJdbcDatabaseInitializerTests {

    private final DataSource database = new DriverManagerDataSource(DatabaseApplication.newDatabase());

    private final AtomicInteger failures = new AtomicInteger();

    /** In PostgreSQL, this failure means that another instance has created the same object. */
    @Test
    void tablesThatAnotherInstanceCreatesAtTheSameTimeAreNoFailure() throws Exception {
        this.failures.set(2);
        initialize("23505");
        assertThat(new JdbcTemplate(this.database).queryForObject("select count(*) from replicate_inbox", Long.class))
                .isZero();
    }

    @Test
    void otherFailuresAreReported() {
        this.failures.set(1);
        assertThatThrownBy(() -> initialize("42501")).hasRootCauseMessage("Simulated failure 42501");
    }

    private void initialize(String state) throws Exception {
        ReplicateJdbcProperties properties = new ReplicateJdbcProperties();
        properties.setInitializeSchema(DatabaseInitializationMode.ALWAYS);
        properties.setPlatform("h2");
        new ReplicateJdbcDatabaseInitializer(failing(state), properties).afterPropertiesSet();
    }

    private DataSource failing(String state) {
        return new DelegatingDataSource(this.database) {

            @Override
            public Connection getConnection() throws SQLException {
                if (ReplicateJdbcDatabaseInitializerTests.this.failures.getAndDecrement() > 0) {
                    throw new SQLException("Simulated failure " + state, state);
                }
                return super.getConnection();
            }
        };
    }
}
