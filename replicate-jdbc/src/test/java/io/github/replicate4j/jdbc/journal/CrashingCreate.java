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
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Process that ends without any cleanup at a step of a create or run. Arguments: URLs of the database and the API, and the step. */
final class CrashingCreate {

    static final int EXIT_CODE = 137;

    /** Where the process ends. */
    enum Step {
        BEFORE_REQUEST,
        BEFORE_ID_IS_STORED,
        RUNNING
    }

    private CrashingCreate() {}

    public static void main(String[] arguments) {
        Step step = Step.valueOf(arguments[2]);
        DataSource pool = TestDatabase.at(arguments[0]).node(4);
        SharedDatabase database = SharedDatabase.of(pool, new JdbcTransactionManager(pool));
        CreateJournal journal = JdbcCreateJournal.of(database, "default", JournalSettings.DEFAULT);
        try (Replicate client = Replicate.builder()
                .baseUrl(URI.create(arguments[1]))
                .bearerToken(ReplicateEmulator.DEFAULT_TOKEN)
                .maxRetries(0)
                .defaultWebhook(WebhookTarget.to(URI.create("http://localhost:9/hook"), WebhookEventType.COMPLETED))
                .journal(create -> new HaltingEntry(begin(journal, create, step), step))
                .build()) {
            if (step == Step.RUNNING) {
                client.run(JournalNode.MODEL, Map.of("prompt", "crash"));
            } else {
                client.models().predictions().create(JournalNode.MODEL, request -> request.input("prompt", "crash"));
            }
        }
    }

    private static CreateJournal.Entry begin(CreateJournal journal, JournaledCreate create, Step step) {
        CreateJournal.Entry entry = journal.begin(create);
        haltAt(Step.BEFORE_REQUEST, step);
        return entry;
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
