/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.integration.spring.SpringLiquibase;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ways to create the tables have the same result. */
class MigrationTests {

    /** Names that differ between databases, and statistics. */
    private static final Set<String> IGNORED = Set.of(
            "TABLE_CAT", "TABLE_SCHEM", "INDEX_QUALIFIER", "CARDINALITY", "PAGES", "SCOPE_CATALOG", "SCOPE_SCHEMA");

    @TempDir
    private Path folder;

    static Stream<Arguments> databases() {
        return Stream.of(
                Arguments.of("PostgreSQL", (Supplier<TestDatabase>) TestDatabase::postgres),
                Arguments.of("H2", (Supplier<TestDatabase>) TestDatabase::h2));
    }

    @Test
    void flywayCreatesTheTablesOfTheScript() throws Exception {
        try (TestDatabase script = TestDatabase.postgres();
                TestDatabase flyway = TestDatabase.postgres()) {
            script.sharedDatabase(1);
            Files.writeString(
                    this.folder.resolve("V7__replicate.sql"),
                    new ClassPathResource(JdbcDialect.POSTGRESQL.schemaLocation())
                            .getContentAsString(StandardCharsets.UTF_8));
            Flyway.configure()
                    .dataSource(flyway.node(2))
                    .locations("filesystem:" + this.folder)
                    .load()
                    .migrate();
            assertThat(tables(flyway)).isEqualTo(tables(script));
            flyway.sharedDatabase(1);
            assertThat(tables(flyway)).as("after initialize-schema=always").isEqualTo(tables(script));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void liquibaseCreatesTheTablesOfTheScript(String name, Supplier<TestDatabase> database) throws Exception {
        try (TestDatabase script = database.get();
                TestDatabase liquibase = database.get()) {
            script.sharedDatabase(1);
            migrate(liquibase.node(2));
            assertThat(tables(liquibase)).isEqualTo(tables(script));
            migrate(liquibase.node(2));
            assertThat(tables(liquibase)).as("after a repetition").isEqualTo(tables(script));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void aRollbackOfLiquibaseKeepsTheRows(String name, Supplier<TestDatabase> database) throws Exception {
        try (TestDatabase liquibase = database.get()) {
            migrate(liquibase.node(2));
            Set<String> tables = tables(liquibase);
            try (Connection connection = liquibase.connection()) {
                new Liquibase(
                                "db/changelog/db.changelog-master.yaml",
                                new ClassLoaderResourceAccessor(),
                                DatabaseFactory.getInstance()
                                        .findCorrectDatabaseImplementation(new JdbcConnection(connection)))
                        .rollback(1, new Contexts(), new LabelExpression());
            }
            assertThat(tables(liquibase)).isEqualTo(tables);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void liquibaseDoesNotRepeatAScriptThatALaterVersionHasChanged(String name, Supplier<TestDatabase> database)
            throws Exception {
        try (TestDatabase liquibase = database.get()) {
            migrate(liquibase.node(2));
            JdbcClient client = liquibase.client();
            client.sql("update databasechangelog set md5sum = '9:00000000000000000000000000000000'")
                    .update();
            migrate(liquibase.node(2));
            assertThat(client.sql("select exectype from databasechangelog")
                            .query(String.class)
                            .list())
                    .containsExactly("EXECUTED");
        }
    }

    private static void migrate(DataSource dataSource) throws Exception {
        SpringLiquibase liquibase = new SpringLiquibase();
        liquibase.setDataSource(dataSource);
        liquibase.setResourceLoader(new DefaultResourceLoader());
        liquibase.setChangeLog("classpath:db/changelog/db.changelog-master.yaml");
        liquibase.afterPropertiesSet();
    }

    /** Describe columns, keys and indexes of both tables. */
    private static Set<String> tables(TestDatabase database) throws SQLException {
        Set<String> description = new TreeSet<>();
        try (Connection connection = database.connection()) {
            DatabaseMetaData metaData = connection.getMetaData();
            for (String table : List.of("replicate_inbox", "replicate_journal")) {
                String name = metaData.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
                String schema = connection.getSchema();
                describe(metaData.getColumns(connection.getCatalog(), schema, name, null), description);
                describe(metaData.getPrimaryKeys(connection.getCatalog(), schema, name), description);
                describe(metaData.getIndexInfo(connection.getCatalog(), schema, name, false, false), description);
            }
        }
        assertThat(description).hasSizeGreaterThan(45);
        return description;
    }

    private static void describe(ResultSet rows, Set<String> description) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        while (rows.next()) {
            StringBuilder row = new StringBuilder();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                String name = columns.getColumnName(i).toUpperCase(Locale.ROOT);
                // H2 generates the names of the indexes of keys.
                String value =
                        String.valueOf(rows.getString(i)).replaceFirst("^(PRIMARY_KEY|CONSTRAINT)_[0-9A-F]+", "$1");
                if (!IGNORED.contains(name)) {
                    row.append(name).append('=').append(value).append(' ');
                }
            }
            description.add(row.toString());
        }
    }
}
