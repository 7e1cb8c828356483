/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.outputs.FolderOutputStore;
import io.github.replicate4j.jdbc.outputs.OutputFile;
import io.github.replicate4j.jdbc.outputs.OutputRetention;
import io.github.replicate4j.jdbc.outputs.OutputSettings;
import io.github.replicate4j.jdbc.outputs.OutputStore;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Process that ends without any cleanup while it stores the second file of a completion. Arguments: URL of the database and the
 * folder.
 */
final class CrashingOutputNode {

    static final int EXIT_CODE = 137;

    private CrashingOutputNode() {}

    public static void main(String[] arguments) throws InterruptedException {
        DataSource pool = TestDatabase.at(arguments[0]).node(3);
        FolderOutputStore folder = new FolderOutputStore(Path.of(arguments[1]));
        OutputStore store = new OutputStore() {
            @Override
            public URI store(OutputFile file) throws IOException {
                if (file.key().contains("/1")) {
                    Runtime.getRuntime().halt(EXIT_CODE);
                }
                return folder.store(file);
            }

            @Override
            public Path downloadFolder() {
                return folder.downloadFolder();
            }
        };
        Replicate client = Replicate.builder().bearerToken("r8_test").build();
        JdbcWebhookInbox.of(
                        SharedDatabase.of(pool, new JdbcTransactionManager(pool)),
                        event -> {},
                        InboxSettings.DEFAULT,
                        List.of(),
                        OutputRetention.of(store, () -> client, OutputSettings.DEFAULT))
                .start();
        new CountDownLatch(1).await();
    }
}
