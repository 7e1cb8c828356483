/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.emulator.request.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Runs models on an emulator. No test may leave a prediction running. */
public abstract class EmulatorTest {

    protected final ReplicateEmulator emulator =
            ReplicateEmulator.builder().clock(new ShortPauseClock()).start();

    protected AsyncReplicate replicate;

    @BeforeEach
    void connect() {
        this.replicate = client().buildAsync();
    }

    /** Return an OpenAPI schema of a model with these inputs. */
    protected static Map<String, Object> openapiSchema(Map<String, Object> properties) {
        Map<String, Object> input = Map.of("type", "object", "properties", properties);
        return Map.of("components", Map.of("schemas", Map.of("Input", input)));
    }

    protected ReplicateBuilder client() {
        return Replicate.builder()
                .baseUrl(this.emulator.baseUrl().toString())
                .bearerToken(this.emulator.token())
                .retry(retry -> retry.initialDelay(Duration.ofMillis(1)))
                .run(run -> run.pollInterval(Duration.ofMillis(20)).preferWait(Duration.ofSeconds(1)));
    }

    @AfterEach
    void assertNothingRuns() {
        Thread.interrupted();
        try (ReplicateEmulator closed = this.emulator) {
            this.replicate.close();
            await().until(() -> closed.running().isEmpty());
        }
    }

    protected static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(10));
    }

    protected int creates() {
        return this.emulator.requests().creates().size();
    }

    protected int cancels() {
        return this.emulator.requests().to(Operation.PREDICTIONS_CANCEL).size();
    }

    /** Check that one prediction was created, and that it is cancelled. */
    protected void assertPredictionIsCancelled() {
        await().until(() -> this.emulator.running().isEmpty() && cancels() == 1);
        if (creates() != 1
                || !this.emulator.predictions().get(0).status().toString().equals("CANCELED")) {
            throw new AssertionError(creates() + " creates: " + this.emulator.predictions());
        }
    }

    /** Make a call on a thread of its own, and interrupt it as soon as a condition holds. */
    protected static Throwable interrupt(Runnable call, Callable<Boolean> condition) throws Exception {
        FutureTask<Throwable> task = new FutureTask<>(() -> {
            try {
                call.run();
                return new AssertionError("The call was not interrupted");
            } catch (RuntimeException ex) {
                return ex;
            }
        });
        Thread thread = new Thread(task);
        thread.start();
        await().until(condition);
        thread.interrupt();
        return task.get();
    }

    /** Return the input of the only create. */
    protected Map<String, Object> input() {
        List<JournalEntry> creates = this.emulator.requests().creates();
        if (creates.size() != 1) {
            throw new AssertionError("There are " + creates.size() + " creates");
        }
        return creates.get(0).input();
    }
}
