/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.AbstractDataSource;

class JdbcDialectTests {

    @ParameterizedTest
    @CsvSource({
        "PostgreSQL, 18.1, POSTGRESQL",
        "H2, 2.4.240, H2",
        "MySQL, 8.4.0, MYSQL",
        "MariaDB, 11.4.2-MariaDB, MARIADB",
        "MySQL, 5.5.5-10.11.6-MariaDB, MARIADB"
    })
    void detectsTheDatabase(String product, String version, JdbcDialect dialect) {
        assertThat(JdbcDialect.detect(database(product, version))).isEqualTo(dialect);
    }

    @ParameterizedTest
    @EnumSource
    void hasAScriptWithBothTables(JdbcDialect dialect) throws Exception {
        assertThat(new ClassPathResource(dialect.schemaLocation()).getContentAsString(StandardCharsets.UTF_8))
                .contains("create table if not exists replicate_inbox", "create table if not exists replicate_journal");
    }

    @Test
    void anUnsupportedDatabaseIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcDialect.detect(database("Oracle", "23")))
                .withMessageContaining("'Oracle' is not supported");
    }

    @Test
    void anUnavailableDatabaseIsReported() {
        DataSource unavailable = new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                throw new SQLException("connection refused");
            }

            @Override
            public Connection getConnection(String username, String password) throws SQLException {
                return getConnection();
            }
        };
        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcDialect.detect(unavailable))
                .withRootCauseInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @EnumSource
    void hasAScriptThatCreatesTheTables(JdbcDialect dialect) {
        assertThat(new ClassPathResource(dialect.schemaLocation()).exists()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MARIADB"})
    void statementsOfMySqlIgnoreDuplicatesAndTheTimeZoneOfTheSession(JdbcDialect dialect) {
        assertThat(dialect.insertIfAbsent("insert into t (id) values (:id)"))
                .isEqualTo("insert ignore into t (id) values (:id)");
        assertThat(dialect.now()).isEqualTo("utc_timestamp(6)");
        assertThat(dialect.nowPlusMillis(":lease")).doesNotContain("current_timestamp");
        assertThat(dialect.delete("t", "id", "state = 'DONE'", 5))
                .isEqualTo("delete from t where state = 'DONE' limit 5");
    }

    private static DataSource database(String product, String version) {
        DatabaseMetaData metaData = proxy(DatabaseMetaData.class, method -> switch (method) {
            case "getDatabaseProductName" -> product;
            case "getDatabaseProductVersion" -> version;
            default -> throw new UnsupportedOperationException(method);
        });
        Connection connection = proxy(Connection.class, method -> method.equals("getMetaData") ? metaData : null);
        return new AbstractDataSource() {
            @Override
            public Connection getConnection() {
                return connection;
            }

            @Override
            public Connection getConnection(String username, String password) {
                return connection;
            }
        };
    }

    private static <T> T proxy(Class<T> type, java.util.function.Function<String, Object> results) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> results.apply(method.getName())));
    }
}
