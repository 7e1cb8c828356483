/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.journal;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.testing.CapturedLog;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("Changes loggers")
class JournalFailureLogTests {

    @Test
    void failureOfJournalIsLoggedWithoutValuesOfStatement() throws Exception {
        RecordingJournal journal = new RecordingJournal();
        journal.onOutcome = () -> {
            throw new IllegalStateException("Failing row contains (data:image/png;base64,AAAA)");
        };
        try (FaultServer server = FaultServer.start();
                Replicate replicate =
                        Wire.builder(server.baseUrl()).journal(journal).build();
                CapturedLog log = CapturedLog.of("io.github.replicate4j.internal.journal", Level.INFO)) {
            replicate
                    .predictions()
                    .create(request -> request.version(Wire.VERSION).input(Map.of("a", 1)));
            await().until(() -> !log.events().isEmpty());
            assertThat(log.events()).singleElement().satisfies(event -> {
                assertThat(event.getFormattedMessage())
                        .contains("could not be recorded in the journal")
                        .contains("IllegalStateException")
                        .doesNotContain("AAAA");
                assertThat(event.getThrowableProxy()).isNull();
            });
        }
    }
}
