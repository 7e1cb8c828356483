/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/** The script that creates the tables, with one line for each column, constraint and index. */
final class SchemaScript {

    static final String DEFAULT_PREFIX = "replicate_";

    private final String text;

    SchemaScript(JdbcDialect dialect) {
        try {
            this.text = new ClassPathResource(dialect.schemaLocation(), SchemaScript.class.getClassLoader())
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    Resource withPrefix(String prefix) {
        return new ByteArrayResource(this.text.replace(DEFAULT_PREFIX, prefix).getBytes(StandardCharsets.UTF_8));
    }

    /** Return the names of the columns of a table, whose name is without a prefix. */
    List<String> columns(String table) {
        Matcher definition = Pattern.compile(
                        "create table if not exists " + DEFAULT_PREFIX + table + " \\(\\R(.*?)\\R\\)", Pattern.DOTALL)
                .matcher(this.text);
        if (!definition.find()) {
            throw new IllegalArgumentException("There is no table " + table);
        }
        return definition
                .group(1)
                .lines()
                .map(line -> line.strip().split(" ")[0])
                .filter(word -> !word.equals("constraint") && !word.equals("index"))
                .toList();
    }
}
