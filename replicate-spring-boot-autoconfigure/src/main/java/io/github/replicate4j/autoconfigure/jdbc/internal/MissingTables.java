/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.internal;

import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.jdbc.SharedDatabase;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.BadSqlGrammarException;

/** Explains a table that is missing or does not have the columns of this version. */
public final class MissingTables {

    private MissingTables() {}

    /**
     * Check a table.
     *
     * @throws ReplicateConfigurationException if the table is missing, or lacks columns
     */
    public static void check(SharedDatabase database, String table) {
        List<String> columns = missingColumns(database, table);
        if (!columns.isEmpty()) {
            throw new ReplicateConfigurationException(
                    "The table '" + database.table(table) + "' lacks the "
                            + (columns.size() == 1 ? "column " : "columns ")
                            + columns.stream().map(column -> "'" + column + "'").collect(Collectors.joining(", "))
                            + ", which this version needs.",
                    "Add what is missing with 'alter table', for example as a migration of Flyway or Liquibase. The script"
                            + " 'classpath:" + database.dialect().schemaLocation()
                            + "' shows the types. 'replicate.jdbc.initialize-schema' adds no columns.",
                    null);
        }
    }

    private static List<String> missingColumns(SharedDatabase database, String table) {
        try {
            return database.missingColumns(table);
        } catch (BadSqlGrammarException ex) {
            throw new ReplicateConfigurationException(
                    "The table '" + database.table(table) + "' does not exist in the database.",
                    "Create it with the script 'classpath:" + database.dialect().schemaLocation()
                            + "', for example as a migration of Flyway or Liquibase, or set"
                            + " 'replicate.jdbc.initialize-schema=always'.",
                    ex);
        }
    }
}
