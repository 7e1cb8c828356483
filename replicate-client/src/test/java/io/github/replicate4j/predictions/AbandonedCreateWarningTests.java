/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.testing.CapturedLog;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The warning about a create without a readable response whose call was abandoned. */
@Isolated("Changes loggers")
class AbandonedCreateWarningTests {

    @Test
    void warningAboutAnAbandonedCreateSaysWhatToDo() throws Exception {
        CountDownLatch abandoned = new CountDownLatch(1);
        try (CapturedLog log = CapturedLog.of("io.github.replicate4j.internal.transport", Level.WARN);
                FaultServer server =
                        FaultServer.start(FaultServer.answerAfter(abandoned, FaultServer.closeAfterBody()));
                AsyncReplicate client = Wire.builder(server.baseUrl()).buildAsync()) {
            var call = client.run("owner/name", Map.of()).subscribe(output -> {}, failure -> {});
            await().until(() -> server.creates() == 1);
            call.dispose();
            abandoned.countDown();
            await().until(() -> !log.messages().isEmpty());
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .contains("Replicate may have processed models.predictions.create")
                    .contains("check predictions.list before you send it again");
        }
    }
}
