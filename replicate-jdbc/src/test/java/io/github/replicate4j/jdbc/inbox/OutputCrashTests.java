/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.jdbc.outputs.FolderOutputStore;
import io.github.replicate4j.jdbc.testing.ChildProcess;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutputCrashTests extends OutputsTestBase {

    OutputCrashTests() {
        super(TestDatabase.postgres());
    }

    @Test
    void anotherNodeContinuesAfterAProcessEndedWhileItStoredFiles() throws Exception {
        outputNode().store("p1", body("p1", "[\"data:text/plain,boat\",\"data:text/plain,sea\"]"));
        assertThat(ChildProcess.run(CrashingOutputNode.class, this.testDatabase.url(), this.folder.toString()))
                .isEqualTo(CrashingOutputNode.EXIT_CODE);
        assertThat(row("p1")).containsEntry("state", "OUTPUTS").containsEntry("attempt", 1);
        assertThat(files("p1")).containsExactly("0.txt");
        deleteIncompleteFile();
        makeDue("p1");

        List<String> stored = new CopyOnWriteArrayList<>();
        FolderOutputStore store = new FolderOutputStore(this.folder);
        outputNode(FAST, file -> {
                    stored.add(file.key());
                    return store.store(file);
                })
                .start();
        assertThat(contents(awaitEvent("p1"))).containsExactly("boat", "sea");
        assertThat(stored).containsExactly("p1/1.txt");
        assertThat(effects()).containsExactly("p1");
    }

    /** Remains for a day. */
    private void deleteIncompleteFile() throws IOException {
        try (Stream<Path> files = Files.list(this.folder.resolve(".incomplete"))) {
            assertThat(files).singleElement().satisfies(file -> {
                try {
                    Files.delete(file);
                } catch (IOException ex) {
                    throw new UncheckedIOException(ex);
                }
            });
        }
    }

    private void makeDue(String id) {
        this.sql.sql("update replicate_inbox set due_at = received_at").update();
        assertThat(state(id)).isEqualTo("OUTPUTS");
    }
}
