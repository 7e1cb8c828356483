/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A new, empty database, on the embedded PostgreSQL of this process, on MariaDB if it is installed, or in H2. Each {@link #node} is a connection pool, as an
 * instance of an application has one.
 */
public final class TestDatabase implements AutoCloseable {

    private static EmbeddedPostgres postgres;

    private final String url;

    private final List<HikariDataSource> pools = new ArrayList<>();

    private TestDatabase(String url) {
        this.url = url;
    }

    /** Create a database on PostgreSQL: a schema, which takes less time than a database and is as separate for tests. */
    public static TestDatabase postgres() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        EmbeddedPostgres server = server();
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            connection.createStatement().execute("create schema " + name);
        } catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
        // Only the name of the application tells the connections of concurrent tests apart.
        return new TestDatabase(
                server.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + name + "&ApplicationName=" + name);
    }

    private static synchronized EmbeddedPostgres server() {
        if (postgres == null) {
            try {
                postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }
        return postgres;
    }

    /**
     * Create a database on MariaDB.
     *
     * @throws org.opentest4j.TestAbortedException if it is not installed
     */
    public static TestDatabase mariaDb() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        return new TestDatabase(MariaDbServer.get().createDatabase(name));
    }

    /** Create a database in the memory of this process. */
    public static TestDatabase h2() {
        return new TestDatabase("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    /** Create a database in a file, which one process at a time can open. Each commit is written to the file. */
    public static TestDatabase h2(Path folder) {
        return new TestDatabase(
                "jdbc:h2:file:" + folder.resolve(UUID.randomUUID().toString()) + ";WRITE_DELAY=0");
    }

    /** Open a database that another process has created. */
    public static TestDatabase at(String url) {
        return new TestDatabase(url);
    }

    public String url() {
        return this.url;
    }

    /** Open a connection pool. */
    public DataSource node(int connections) {
        return node(connections, this.url);
    }

    private synchronized DataSource node(int connections, String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMinimumIdle(1);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(10_000);
        HikariDataSource pool = new HikariDataSource(config);
        this.pools.add(pool);
        return pool;
    }

    /** Open a connection pool, and create the tables unless they exist. */
    public SharedDatabase sharedDatabase(int connections) {
        DataSource node = node(connections);
        SharedDatabase database = SharedDatabase.of(node, new JdbcTransactionManager(node));
        database.createTables();
        return database;
    }

    /** Return a client with a connection of its own, for assertions. Its time zone is UTC. */
    public JdbcClient client() {
        boolean mariaDb = this.url.startsWith("jdbc:mariadb:");
        return JdbcClient.create(node(2, mariaDb ? this.url + "&sessionVariables=time_zone='+00:00'" : this.url));
    }

    /** Open a connection outside of all pools. */
    public Connection connection() throws SQLException {
        return DriverManager.getConnection(this.url);
    }

    /** Close a connection pool. */
    public synchronized void close(DataSource pool) {
        if (pool instanceof HikariDataSource hikari && this.pools.remove(hikari)) {
            hikari.close();
        }
    }

    /** Close all connections, as when the processes of the application end. */
    public synchronized void closePools() {
        this.pools.forEach(HikariDataSource::close);
        this.pools.clear();
    }

    @Override
    public void close() {
        closePools();
    }
}
