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
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Runs models on the emulator. No test may leave a prediction running. */
public abstract class EmulatorTest {

    protected static ReplicateEmulator emulator;

    protected AsyncReplicate replicate;

    @BeforeAll
    static void startEmulator() {
        emulator = ReplicateEmulator.start();
    }

    @AfterAll
    static void stopEmulator() {
        emulator.close();
    }

    @BeforeEach
    void connect() {
        emulator.reset();
        this.replicate = client().buildAsync();
    }

    protected static ReplicateBuilder client() {
        return Replicate.builder()
                .baseUrl(emulator.baseUrl().toString())
                .bearerToken(emulator.token())
                .retry(retry -> retry.initialDelay(Duration.ofMillis(1)))
                .run(run -> run.pollInterval(Duration.ofMillis(20)).preferWait(Duration.ofSeconds(1)));
    }

    @AfterEach
    void assertNothingRuns() {
        Thread.interrupted();
        this.replicate.close();
        await().until(() -> emulator.running().isEmpty());
    }

    protected static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(10));
    }

    protected static int creates() {
        return emulator.requests().creates().size();
    }

    protected static int cancels() {
        return emulator.requests().to(Operation.PREDICTIONS_CANCEL).size();
    }

    /** Return the input of the only create. */
    protected static Map<String, Object> input() {
        List<JournalEntry> creates = emulator.requests().creates();
        if (creates.size() != 1) {
            throw new AssertionError("There are " + creates.size() + " creates");
        }
        return creates.get(0).input();
    }
}
