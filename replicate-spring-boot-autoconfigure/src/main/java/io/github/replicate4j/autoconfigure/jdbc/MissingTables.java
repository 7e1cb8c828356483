/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc;

import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.jdbc.SharedDatabase;
import org.springframework.jdbc.BadSqlGrammarException;

/** Explains a table that is missing or does not have the columns of this version. */
final class MissingTables {

    private MissingTables() {}

    /**
     * Query a table.
     *
     * @param query executes a query of the table
     * @throws ReplicateConfigurationException if the table is missing
     */
    static void check(SharedDatabase database, String table, Runnable query) {
        try {
            query.run();
        } catch (BadSqlGrammarException ex) {
            throw new ReplicateConfigurationException(
                    "The table '" + database.table(table)
                            + "' does not exist in the database, or has other columns than this version needs.",
                    "Create it with the script 'classpath:" + database.dialect().schemaLocation()
                            + "', for example as a migration of Flyway or Liquibase, or set"
                            + " 'replicate.jdbc.initialize-schema=always'.",
                    ex);
        }
    }
}
