/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** The warning about a create without a readable response whose call was abandoned. */
@Isolated("Changes loggers")
class AbandonedCreateWarningTests {

    @Test
    void warningAboutAnAbandonedCreateSaysWhatToDo() throws Exception {
        CountDownLatch abandoned = new CountDownLatch(1);
        Logger logger = (Logger) LoggerFactory.getLogger("io.github.replicate4j.internal.transport");
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        logger.setLevel(Level.WARN);
        try (FaultServer server = FaultServer.start(FaultServer.answerAfter(abandoned, FaultServer.closeAfterBody()));
                AsyncReplicate client = Wire.builder(server.baseUrl()).buildAsync()) {
            var call = client.run("owner/name", Map.of()).subscribe(output -> {}, failure -> {});
            await().until(() -> server.creates() == 1);
            call.dispose();
            abandoned.countDown();
            await().until(() -> !logged.list.isEmpty());
        } finally {
            logger.setLevel(null);
            logger.detachAppender(logged);
        }
        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains("Replicate may have processed models.predictions.create")
                .contains("check predictions.list before you send it again");
    }
}
