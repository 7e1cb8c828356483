/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.capacity;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts the statements that use the tables of the library. */
class CountedStatements implements BeanPostProcessor {

    private static final Pattern LIBRARY = Pattern.compile("\\breplicate_(inbox|journal)\\b");

    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource target ? new CountingDataSource(target) : bean;
    }

    void reset() {
        this.counts.clear();
    }

    long total() {
        return this.counts.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** Return the number of statements that contain all of the given texts. */
    long containing(String... texts) {
        return this.counts.entrySet().stream()
                .filter(each -> containsAll(each.getKey(), texts))
                .mapToLong(each -> each.getValue().get())
                .sum();
    }

    private static boolean containsAll(String statement, String... texts) {
        for (String text : texts) {
            if (!statement.contains(text)) {
                return false;
            }
        }
        return true;
    }

    /** Return the statements, shortened, with their numbers. */
    Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>();
        this.counts.forEach((statement, count) ->
                all.merge(statement.substring(0, Math.min(90, statement.length())), count.get(), Long::sum));
        return all;
    }

    private void count(String statement) {
        if (LIBRARY.matcher(statement).find()) {
            this.counts.computeIfAbsent(statement, each -> new AtomicLong()).incrementAndGet();
        }
    }

    private final class CountingDataSource extends DelegatingDataSource {

        CountingDataSource(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                        if (method.getName().equals("prepareStatement")) {
                            count((String) args[0]);
                        }
                        try {
                            return method.invoke(connection, args);
                        } catch (InvocationTargetException ex) {
                            throw ex.getTargetException();
                        }
                    });
        }
    }
}
