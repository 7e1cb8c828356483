/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.GenericApplicationContext;

class DatabaseWorkersTests {

    private final List<String> calls = new CopyOnWriteArrayList<>();

    private final GenericApplicationContext context = new GenericApplicationContext();

    private void register(String name, Runnable start, Runnable stop) {
        this.context.registerBean(name, DatabaseWorkers.class, () -> new DatabaseWorkers(this.context, start, stop));
    }

    @Test
    void workersOfAClosedContextStopOnce() {
        register("workers", () -> this.calls.add("started"), () -> this.calls.add("stopped"));
        this.context.refresh();
        this.context.close();
        assertThat(this.calls).containsExactly("started", "stopped");
    }

    @Test
    void workersOfAContextThatIsOnlyStoppedContinue() {
        register("workers", () -> this.calls.add("started"), () -> this.calls.add("stopped"));
        this.context.refresh();
        this.context.stop();
        this.context.start();
        assertThat(this.calls).containsExactly("started");
        this.context.close();
        assertThat(this.calls).containsExactly("started", "stopped");
    }

    @Test
    void workersStopBeforeOtherBeansAreDestroyedEvenIfEventsArePublishedAsynchronously() {
        SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
        multicaster.setTaskExecutor(event -> {});
        this.context.registerBean("applicationEventMulticaster", ApplicationEventMulticaster.class, () -> multicaster);
        register("workers", () -> this.calls.add("started"), () -> this.calls.add("stopped"));
        this.context.registerBean("listener", AutoCloseable.class, () -> () -> this.calls.add("listener destroyed"));
        this.context.refresh();
        this.context.close();
        assertThat(this.calls).containsExactly("started", "stopped", "listener destroyed");
    }

    @Test
    void workersThatFailToStartAreStopped() {
        register(
                "workers",
                () -> {
                    this.calls.add("started");
                    throw new IllegalStateException("second worker");
                },
                () -> this.calls.add("stopped"));
        assertThatExceptionOfType(ApplicationContextException.class)
                .isThrownBy(this.context::refresh)
                .withStackTraceContaining("second worker");
        assertThat(this.calls).containsExactly("started", "stopped");
    }

    @Test
    void allWorkersStopAtTheSameTime() {
        CyclicBarrier both = new CyclicBarrier(2);
        Runnable stop = () -> {
            try {
                both.await(20, TimeUnit.SECONDS);
                this.calls.add("stopped");
            } catch (Exception ex) {
                this.calls.add("alone");
            }
        };
        register("inboxWorkers", () -> {}, stop);
        register("journalWorkers", () -> {}, stop);
        this.context.refresh();
        this.context.close();
        assertThat(this.calls).containsExactly("stopped", "stopped");
    }
}
