/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.init.DatabaseInitializationProperties;

/**
 * {@link ConfigurationProperties Properties} of the tables of Replicate.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("replicate.jdbc")
public class ReplicateJdbcProperties extends DatabaseInitializationProperties {

    /**
     * Prefix of the names of the tables. The schema script that is included uses the default prefix, so another prefix
     * requires a script of the application.
     */
    private String tablePrefix = "replicate_";

    public String getTablePrefix() {
        return this.tablePrefix;
    }

    public void setTablePrefix(String tablePrefix) {
        this.tablePrefix = tablePrefix;
    }

    @Override
    public String getDefaultSchemaLocation() {
        return "classpath:io/github/replicate4j/jdbc/schema-@@platform@@.sql";
    }
}
