/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import io.github.replicate4j.Replicate;
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
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Process that stops durable creates, each at another step, until it is killed. Arguments: URLs of the database and the API. The key
 * and the prompt of a create are the name of its step.
 */
final class CrashingSubmit {

    /** Where a durable create stops. */
    enum Step {
        BEFORE_COMMIT,
        QUEUED,
        BEFORE_REQUEST,
        /** The emulator holds the response back. */
        BEFORE_RESPONSE,
        BEFORE_ID_IS_STORED,
        RUNNING
    }

    private final SharedDatabase database;

    private final JournalNode node;

    private final DurablePredictions predictions;

    private final URI baseUrl;

    private CrashingSubmit(SharedDatabase database, URI baseUrl) {
        this.database = database;
        this.baseUrl = baseUrl;
        this.node = new JournalNode(database, baseUrl, JournalSettings.DEFAULT, settings -> {});
        this.predictions =
                DurablePredictions.builder(this.node.journal, this.node.client).build();
    }

    public static void main(String[] arguments) throws InterruptedException {
        DataSource pool = TestDatabase.at(arguments[0]).node(8);
        CrashingSubmit process =
                new CrashingSubmit(SharedDatabase.of(pool, new JdbcTransactionManager(pool)), URI.create(arguments[1]));
        process.claim(Step.BEFORE_REQUEST);
        process.send(process.claim(Step.RUNNING), Step.RUNNING).await();
        process.send(process.claim(Step.BEFORE_ID_IS_STORED), Step.BEFORE_ID_IS_STORED)
                .await();
        process.stopBeforeCommit(process.claim(Step.BEFORE_RESPONSE));
    }

    private void submit(Step step) {
        this.predictions.submitForModel(
                step.name(), JournalNode.MODEL, request -> request.input("prompt", step.name()));
    }

    private DurableCreate claim(Step step) {
        submit(step);
        return queue().claim(1).get(0);
    }

    private CreateQueue queue() {
        return new CreateQueue(OpenJournal.of(this.node.journal));
    }

    /** Send a create by a client of its own, which records one outcome at a time, and return what is notified when it has stopped. */
    private CountDownLatch send(DurableCreate create, Step step) {
        CountDownLatch stopped = new CountDownLatch(1);
        CreateJournal.Entry entry = new StoppingEntry(queue().entry(create), step, stopped);
        Replicate client = SubmittingNode.client(this.baseUrl);
        new Thread(() -> Blocking.value(StoredCreates.of(client.async().predictions())
                        .send(String.valueOf(create.request()), () -> {}, entry)))
                .start();
        return stopped;
    }

    /** Submit a create in a transaction that is not committed. Everything else has stopped when the last request arrives. */
    private void stopBeforeCommit(DurableCreate last) {
        submit(Step.QUEUED);
        this.database.inTransaction(() -> {
            submit(Step.BEFORE_COMMIT);
            send(last, Step.BEFORE_RESPONSE);
            stop();
            return null;
        });
    }

    private static void stop() {
        while (true) {
            LockSupport.park();
        }
    }

    private record StoppingEntry(CreateJournal.Entry entry, Step step, CountDownLatch stopped)
            implements CreateJournal.Entry {

        @Override
        public String id() {
            return this.entry.id();
        }

        @Override
        public void created(LongRunningTask task) {
            stopAt(Step.BEFORE_ID_IS_STORED);
            this.entry.created(task);
            stopAt(Step.RUNNING);
        }

        private void stopAt(Step here) {
            if (here == this.step) {
                this.stopped.countDown();
                stop();
            }
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
