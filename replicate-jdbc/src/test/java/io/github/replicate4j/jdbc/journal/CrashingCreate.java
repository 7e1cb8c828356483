/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.journal.CreateJournal;
import io.github.replicate4j.journal.JournaledCreate;
import io.github.replicate4j.webhook.WebhookEventType;
import io.github.replicate4j.webhook.WebhookTarget;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Process that stops creates and a run, each at another step, and then ends without any cleanup. Arguments: URLs of the database and
 * the API. The prompt of a create is the name of its step.
 */
final class CrashingCreate {

    static final int EXIT_CODE = 137;

    /** Model of the run, which does not complete. */
    static final String HANGING_MODEL = "acme/hanging";

    /** Where a create stops. */
    enum Step {
        BEFORE_REQUEST,
        BEFORE_ID_IS_STORED,
        RUNNING
    }

    private CrashingCreate() {}

    public static void main(String[] arguments) throws InterruptedException {
        DataSource pool = TestDatabase.at(arguments[0]).node(8);
        SharedDatabase database = SharedDatabase.of(pool, new JdbcTransactionManager(pool));
        CreateJournal journal = JdbcCreateJournal.of(database, "default", JournalSettings.DEFAULT);
        CountDownLatch stopped = new CountDownLatch(Step.values().length);
        for (Step step : Step.values()) {
            Thread thread = new Thread(() -> create(journal, URI.create(arguments[1]), new Stop(step, stopped)));
            thread.setDaemon(true);
            thread.start();
        }
        stopped.await();
        Runtime.getRuntime().halt(EXIT_CODE);
    }

    private static void create(CreateJournal journal, URI baseUrl, Stop stop) {
        try (Replicate client = Replicate.builder()
                .baseUrl(baseUrl)
                .bearerToken(ReplicateEmulator.DEFAULT_TOKEN)
                .maxRetries(0)
                .defaultWebhook(WebhookTarget.to(URI.create("http://localhost:9/hook"), WebhookEventType.COMPLETED))
                .journal(create -> new StoppingEntry(begin(journal, create, stop), stop))
                .build()) {
            String prompt = stop.step().name();
            if (stop.step() == Step.RUNNING) {
                client.run(HANGING_MODEL, Map.of("prompt", prompt));
            } else {
                client.models().predictions().create(JournalNode.MODEL, request -> request.input("prompt", prompt));
            }
        }
    }

    private static CreateJournal.Entry begin(CreateJournal journal, JournaledCreate create, Stop stop) {
        CreateJournal.Entry entry = journal.begin(create);
        stop.at(Step.BEFORE_REQUEST);
        return entry;
    }

    /** Stops a thread at a step until the process ends. */
    private record Stop(Step step, CountDownLatch stopped) {

        void at(Step here) {
            if (here == this.step) {
                this.stopped.countDown();
                while (true) {
                    LockSupport.park();
                }
            }
        }
    }

    private record StoppingEntry(CreateJournal.Entry entry, Stop stop) implements CreateJournal.Entry {

        @Override
        public String id() {
            return this.entry.id();
        }

        @Override
        public void created(LongRunningTask task) {
            this.stop.at(Step.BEFORE_ID_IS_STORED);
            this.entry.created(task);
            this.stop.at(Step.RUNNING);
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
