/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/**
 * Supported databases, and the SQL in which they differ. The methods return fragments for statements of this module.
 *
 * @since 0.1.0
 */
public enum JdbcDialect {

    /** PostgreSQL 14 or later. */
    POSTGRESQL,

    /** H2 2.3 or later, in its regular mode. */
    H2,

    /** MySQL 8.0.13 or later. */
    MYSQL,

    /** MariaDB 10.6 or later. */
    MARIADB;

    /**
     * Return the dialect of a database. This opens a connection.
     *
     * @param dataSource the database
     * @return the dialect
     * @throws IllegalArgumentException if the database is not supported
     * @throws IllegalStateException if the database is not available
     */
    public static JdbcDialect detect(DataSource dataSource) {
        try {
            return JdbcUtils.extractDatabaseMetaData(dataSource, JdbcDialect::detect);
        } catch (MetaDataAccessException ex) {
            throw new IllegalStateException("The type of the database could not be determined", ex);
        }
    }

    private static JdbcDialect detect(DatabaseMetaData metaData) throws SQLException {
        String product = String.valueOf(metaData.getDatabaseProductName());
        return switch (product) {
            case "PostgreSQL" -> POSTGRESQL;
            case "H2" -> H2;
            case "MariaDB" -> MARIADB;
            // The driver of MySQL reports MariaDB as a version of MySQL.
            case "MySQL" -> String.valueOf(metaData.getDatabaseProductVersion()).contains("MariaDB") ? MARIADB : MYSQL;
            default ->
                throw new IllegalArgumentException("The database '" + product
                        + "' is not supported: use PostgreSQL, MySQL, MariaDB or, for development, H2");
        };
    }

    /**
     * Return the location of the script that creates the tables.
     *
     * @return the location in the class path, without a leading slash
     */
    public String schemaLocation() {
        JdbcDialect script = this == MARIADB ? MYSQL : this;
        return "io/github/replicate4j/jdbc/schema-" + script.name().toLowerCase(Locale.ROOT) + ".sql";
    }

    /**
     * Return an expression for the current time, which is the time of the database. The clocks of the application's instances
     * must not matter, so no statement has a time of Java as its parameter.
     *
     * @return the expression
     */
    public String now() {
        return switch (this) {
            case POSTGRESQL -> "now()";
            case H2 -> "current_timestamp";
            // Not current_timestamp, which depends on the time zone of the session.
            case MYSQL, MARIADB -> "utc_timestamp(6)";
        };
    }

    /**
     * Return an expression for a time relative to the current time of the database.
     *
     * @param millis expression for a number of milliseconds, such as {@code :millis} or {@code -:millis}; the value of the
     *     parameter is a {@code long}
     * @return the expression
     */
    public String nowPlusMillis(String millis) {
        return switch (this) {
            case POSTGRESQL -> "(now() + (" + millis + ") * interval '1 millisecond')";
            case H2 -> "dateadd(millisecond, " + millis + ", current_timestamp)";
            case MYSQL, MARIADB -> "timestampadd(microsecond, (" + millis + ") * 1000, utc_timestamp(6))";
        };
    }

    /**
     * Return an expression for the number of milliseconds from a time to the current time of the database.
     *
     * @param time expression for the time
     * @return the expression, {@code null} in SQL if the time is
     */
    public String millisSince(String time) {
        return switch (this) {
            case POSTGRESQL -> "cast(extract(epoch from (now() - " + time + ")) * 1000 as bigint)";
            case H2 -> "datediff(millisecond, " + time + ", current_timestamp)";
            case MYSQL, MARIADB -> "timestampdiff(microsecond, " + time + ", utc_timestamp(6)) div 1000";
        };
    }

    /**
     * Return a statement that inserts nothing if a unique key exists. On H2, the statement fails with a
     * {@link org.springframework.dao.DuplicateKeyException} instead; see {@link SharedDatabase#insertIfAbsent}.
     *
     * @param insert statement that starts with {@code insert into}
     * @return the statement
     */
    public String insertIfAbsent(String insert) {
        return switch (this) {
            case POSTGRESQL -> insert + " on conflict do nothing";
            case H2 -> insert;
            case MYSQL, MARIADB -> "insert ignore" + insert.substring("insert".length());
        };
    }

    /**
     * Return a statement that deletes a limited number of rows.
     *
     * @param table name of the table
     * @param key column of the primary key
     * @param condition selects the rows
     * @param limit maximum number of rows
     * @return the statement
     */
    public String delete(String table, String key, String condition, int limit) {
        return switch (this) {
            case POSTGRESQL, H2 ->
                "delete from " + table + " where " + key + " in (select " + key + " from " + table + " where "
                        + condition + " limit " + limit + ")";
            case MYSQL, MARIADB -> "delete from " + table + " where " + condition + " limit " + limit;
        };
    }

    /**
     * Return a statement that updates a limited number of rows.
     *
     * @param table name of the table
     * @param key column of the primary key
     * @param change assignments
     * @param condition selects the rows
     * @param limit maximum number of rows
     * @return the statement
     */
    public String update(String table, String key, String change, String condition, int limit) {
        String update = "update " + table + " set " + change + " where ";
        return switch (this) {
            case POSTGRESQL ->
                update + key + " in (select " + key + " from " + table + " where " + condition + " limit " + limit
                        + " for update skip locked)";
            case H2 ->
                update + key + " in (select " + key + " from " + table + " where " + condition + " limit " + limit
                        + ")";
            case MYSQL, MARIADB -> update + condition + " limit " + limit;
        };
    }

    /**
     * Return whether an update can return the rows that it has changed.
     *
     * @return whether {@code update … returning} is supported
     */
    public boolean supportsUpdateReturning() {
        return this == POSTGRESQL;
    }

    /**
     * Return whether this is MySQL or MariaDB.
     *
     * @return whether the SQL of MySQL is used
     */
    public boolean isMySql() {
        return this == MYSQL || this == MARIADB;
    }

    /**
     * Read a time.
     *
     * @param row current row
     * @param column name of a column that contains a time
     * @return the time, or {@code null} if the column is null
     * @throws SQLException if the column cannot be read
     */
    public @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        if (isMySql()) {
            LocalDateTime time = row.getObject(column, LocalDateTime.class);
            return time == null ? null : time.toInstant(ZoneOffset.UTC);
        }
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
