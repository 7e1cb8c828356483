/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Instances that start together, each of which creates the tables. */
class ConcurrentCreationTests {

    private static final int INSTANCES = 3;

    @Test
    void threeInstancesCreateTheTablesAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(INSTANCES);
        try {
            for (int round = 0; round < 10; round++) {
                try (TestDatabase database = TestDatabase.postgres()) {
                    for (Future<Object> instance : threads.invokeAll(instances(database))) {
                        instance.get();
                    }
                    assertThat(database.client()
                                    .sql("select count(*) from pg_indexes where schemaname = current_schema()")
                                    .query(Integer.class)
                                    .single())
                            .isEqualTo(12);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Callable<Object>> instances(TestDatabase database) {
        CyclicBarrier start = new CyclicBarrier(INSTANCES);
        List<Callable<Object>> instances = new ArrayList<>();
        for (int i = 0; i < INSTANCES; i++) {
            DataSource pool = database.node(1);
            SharedDatabase shared = SharedDatabase.of(pool, new JdbcTransactionManager(pool));
            instances.add(() -> {
                start.await();
                shared.createTables();
                return null;
            });
        }
        return instances;
    }
}
