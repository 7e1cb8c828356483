/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.testing.CapturedLog;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Stress;
import io.github.replicate4j.testing.Wire;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A run that is abandoned at any moment leaves no prediction and no error that Reactor drops. */
@Isolated("Changes loggers")
class AbandonedRunRaceTests {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyPredictionIsCancelledWheneverTheCallIsAbandoned(boolean byDeadline) throws Exception {
        AtomicInteger count = new AtomicInteger();
        Set<String> created = ConcurrentHashMap.newKeySet();
        Queue<String> cancelled = new ConcurrentLinkedQueue<>();
        FaultServer.Behavior everything = connection -> {
            String path = connection.readRequest().path();
            String id = path.replaceAll("^/v1/predictions/|/cancel$", "");
            if (path.endsWith("/predictions")) {
                id = "p" + count.incrementAndGet();
                created.add(id);
            } else if (path.endsWith("/cancel")) {
                cancelled.add(id);
            }
            connection.write(FaultServer.answer(201, "application/json", Wire.prediction(id, "starting")));
        };
        try (CapturedLog droppedErrors = CapturedLog.of("reactor.core.publisher.Operators", Level.ERROR);
                FaultServer server = FaultServer.start().afterwards(everything);
                AsyncReplicate client = Wire.builder(server.baseUrl()).buildAsync()) {
            int steps = Stress.times(50, 200);
            // On a slow machine, more than 20 ms may pass before the first create is sent.
            for (int step = 0; step < steps || created.isEmpty(); step++) {
                Duration after = Duration.ofNanos(step * (20_000_000L / steps) + 1);
                Mono<AsyncOutput> run = client.run(request -> request.model("owner/name")
                        .input(Map.of())
                        .timeout(byDeadline ? after : Duration.ofMinutes(1)));
                CountDownLatch terminated = new CountDownLatch(1);
                Disposable call =
                        run.doFinally(signal -> terminated.countDown()).subscribe(output -> {}, failure -> {});
                if (!byDeadline) {
                    Schedulers.parallel().schedule(call::dispose, after.toNanos(), TimeUnit.NANOSECONDS);
                }
                terminated.await();
            }
            await().untilAsserted(() -> assertThat(cancelled).containsExactlyInAnyOrderElementsOf(created));
            assertThat(created).isNotEmpty();
            assertThat(droppedErrors.events()).isEmpty();
        }
    }
}
