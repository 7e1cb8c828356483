/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.upload;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Hooks;

/** An input stream that never returns a byte, and no error that Reactor drops. */
@Isolated("Changes the hooks of Reactor")
class StalledStreamTests {

    private static final Duration QUIET = Duration.ofMillis(80);

    @Test
    void callCancelledWhileReadingStreamClosesIt() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        AtomicInteger closed = new AtomicInteger();
        InputStream stalls = new InputStream() {
            @Override
            public int read() throws IOException {
                reading.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException ex) {
                    throw new IOException("interrupted");
                }
                return -1;
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        AtomicReference<Throwable> dropped = new AtomicReference<>();
        Hooks.onErrorDropped(dropped::set);
        try (FaultServer server = FaultServer.start();
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            var call = client.async().run("owner/name", Map.of("image", stalls)).subscribe();
            reading.await();
            call.dispose();
            await().until(() -> closed.get() > 0);
            await().during(QUIET).until(() -> server.requests().isEmpty() && dropped.get() == null);
        } finally {
            Hooks.resetOnErrorDropped();
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void silentStreamTimesOut(ClientStyle style) throws Exception {
        AtomicReference<Throwable> dropped = new AtomicReference<>();
        Hooks.onErrorDropped(dropped::set);
        try (FaultServer server = FaultServer.start();
                Replicate client = Wire.builder(server.baseUrl())
                        .files(files -> files.uploadTimeout(Duration.ofSeconds(1)))
                        .build();
                PipedInputStream silent = new PipedInputStream(new PipedOutputStream())) {
            assertThatExceptionOfType(ReplicateException.class)
                    .isThrownBy(() -> style.call(
                            client,
                            blocking -> blocking.predictions()
                                    .create(request -> request.version("v1").input("image", silent)),
                            reactive -> reactive.predictions()
                                    .create(request -> request.version("v1").input("image", silent))))
                    .withMessageContaining("could not be read within 1000 ms")
                    .withMessageContaining("Nothing was created");
            await().during(QUIET).until(() -> server.requests().isEmpty() && dropped.get() == null);
        } finally {
            Hooks.resetOnErrorDropped();
        }
    }
}
