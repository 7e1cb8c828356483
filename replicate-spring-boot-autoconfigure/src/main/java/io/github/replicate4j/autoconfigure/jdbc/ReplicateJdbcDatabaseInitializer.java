/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc;

import io.github.replicate4j.jdbc.internal.ConcurrentCreation;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.init.PropertiesBasedDataSourceScriptDatabaseInitializer;

/**
 * Creates the tables of Replicate, if {@code replicate.jdbc.initialize-schema} says so.
 *
 * @since 0.1.0
 */
public class ReplicateJdbcDatabaseInitializer
        extends PropertiesBasedDataSourceScriptDatabaseInitializer<ReplicateJdbcProperties> {

    /**
     * Create an initializer.
     *
     * @param dataSource the database
     * @param properties the properties
     */
    public ReplicateJdbcDatabaseInitializer(DataSource dataSource, ReplicateJdbcProperties properties) {
        super(dataSource, properties, Map.of(DatabaseDriver.MARIADB, "mysql"));
    }

    /** {@inheritDoc} Several instances that start at the same time may do so. */
    @Override
    public boolean initializeDatabase() {
        return ConcurrentCreation.run(super::initializeDatabase);
    }
}
