/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.predictions.StoredCreates;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.internal.journal.OpenJournal;
import io.github.replicate4j.jdbc.journal.JournalSettings;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.journal.CreateJournal;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Process that ends without any cleanup at a step of a durable create. Arguments: URLs of the database and the API, and the step. */
final class CrashingSubmit {

    static final int EXIT_CODE = 137;

    /** Where the process ends. */
    enum Step {
        BEFORE_COMMIT,
        QUEUED,
        BEFORE_REQUEST,
        /** The parent kills the process while the emulator holds the response back. */
        BEFORE_RESPONSE,
        BEFORE_ID_IS_STORED,
        RUNNING
    }

    private CrashingSubmit() {}

    public static void main(String[] arguments) throws InterruptedException {
        Step step = Step.valueOf(arguments[2]);
        DataSource pool = TestDatabase.at(arguments[0]).node(4);
        SharedDatabase database = SharedDatabase.of(pool, new JdbcTransactionManager(pool));
        JournalNode node = new JournalNode(database, URI.create(arguments[1]), JournalSettings.DEFAULT, settings -> {});
        DurablePredictions predictions =
                DurablePredictions.builder(node.journal, node.client).build();
        database.inTransaction(() -> {
            predictions.submitForModel("order", JournalNode.MODEL, request -> request.input("prompt", "order"));
            haltAt(Step.BEFORE_COMMIT, step);
            return null;
        });
        haltAt(Step.QUEUED, step);
        CreateQueue queue = new CreateQueue(OpenJournal.of(node.journal));
        DurableCreate create = queue.claim(1).get(0);
        haltAt(Step.BEFORE_REQUEST, step);
        StoredCreates stored = StoredCreates.of(node.client.async().predictions());
        Blocking.value(
                stored.send(String.valueOf(create.request()), () -> {}, new HaltingEntry(queue.entry(create), step)));
        new CountDownLatch(1).await();
    }

    private static void haltAt(Step here, Step step) {
        if (here == step) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    private record HaltingEntry(CreateJournal.Entry entry, Step step) implements CreateJournal.Entry {

        @Override
        public String id() {
            return this.entry.id();
        }

        @Override
        public void created(LongRunningTask task) {
            haltAt(Step.BEFORE_ID_IS_STORED, this.step);
            this.entry.created(task);
            haltAt(Step.RUNNING, this.step);
        }

        @Override
        public void refused(String reason) {
            this.entry.refused(reason);
        }

        @Override
        public void unknown(@Nullable String taskId, String reason) {
            this.entry.unknown(taskId, reason);
        }
    }
}
