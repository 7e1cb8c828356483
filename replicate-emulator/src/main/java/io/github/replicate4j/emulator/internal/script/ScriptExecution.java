/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.script;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Executes the script of one prediction step by step, as scheduled by the clock.
 */
public final class ScriptExecution {

    private static final Log logger = LogFactory.getLog(ScriptExecution.class);

    // Steps are removed once they are executed, because they may hold large files.
    private final Deque<Step> remaining;

    private final Target target;

    private final EmulatorClock clock;

    private boolean stopped;

    private EmulatorClock.@Nullable Timer timer;

    public ScriptExecution(DefaultModelScript script, Target target, EmulatorClock clock) {
        this.remaining = new ArrayDeque<>(script.steps());
        this.target = target;
        this.clock = clock;
    }

    /** Execute the steps up to the next one that takes time. Only one thread at a time runs this method. */
    public void proceed() {
        for (Step step = take(); step != null; step = take()) {
            if (!(step instanceof Step.Boot || step instanceof Step.WithoutLogs)) {
                this.target.start();
            }
            Duration time = durationOf(step);
            if (!time.isZero()) {
                proceedAfter(time);
                return;
            }
            execute(step);
        }
    }

    /** Execute no further steps. */
    public synchronized void stop() {
        this.stopped = true;
        this.remaining.clear();
        if (this.timer != null) {
            this.timer.cancel();
        }
    }

    private synchronized @Nullable Step take() {
        return this.remaining.poll();
    }

    private synchronized void proceedAfter(Duration time) {
        if (!this.stopped) {
            this.timer = this.clock.schedule(this::proceed, time);
        }
    }

    private static Duration durationOf(Step step) {
        if (step instanceof Step.Boot boot) {
            return boot.duration();
        }
        return step instanceof Step.Pause pause ? pause.duration() : Duration.ZERO;
    }

    private void execute(Step step) {
        if (step instanceof Step.Log log) {
            this.target.log(log.text());
        } else if (step instanceof Step.Output item) {
            this.target.append(item.item());
        } else if (step instanceof Step.OutputValue value) {
            this.target.set(value.value());
        } else if (step instanceof Step.OutputFile file) {
            createFile(file);
        } else if (step instanceof Step.ComputedOutput computed) {
            Object output = create(computed.output());
            if (output != null) {
                this.target.set(output);
            }
        } else if (step instanceof Step.Metric metric) {
            this.target.metric(metric.name(), metric.value());
        } else if (step instanceof Step.Fail fail) {
            this.target.finish(Status.FAILED, fail.message());
        } else if (step instanceof Step.Succeed) {
            this.target.succeed();
        } else if (step instanceof Step.OutputComplete) {
            this.target.outputComplete();
        } else if (step instanceof Step.WithoutLogs) {
            this.target.withoutLogs();
        }
    }

    private void createFile(Step.OutputFile file) {
        Object url = create(files -> files.add(file.content().get(), file.extension()));
        if (url != null && file.inList()) {
            this.target.append(url);
        } else if (url != null) {
            this.target.set(url);
        }
    }

    /** Return an output, or null if it could not be created and the prediction has failed. */
    private @Nullable Object create(Function<Step.FileSink, Object> output) {
        try {
            return output.apply(this.target.files());
        } catch (RuntimeException | Error ex) {
            // Reactor does not turn a fatal error into a response.
            logger.warn("A script threw an exception while it created an output, so the prediction fails", ex);
            this.target.finish(Status.FAILED, "The output could not be created: " + ex);
            return null;
        }
    }

    /** The prediction that the steps change. */
    public interface Target {

        /** Start the model, unless it has started before. */
        void start();

        void log(String text);

        /** Append an item to the output. */
        void append(Object item);

        /** Set the complete output. */
        void set(@Nullable Object value);

        void metric(String name, Object value);

        Step.FileSink files();

        /** Let the logs be null instead of empty. */
        void withoutLogs();

        /** Respond to the creates that wait for the output, and return whether there were any. */
        boolean outputComplete();

        /** Complete the prediction successfully, unless it has completed before. */
        void succeed();

        /** Complete the prediction, unless it has completed before. */
        void finish(Status status, @Nullable String error);
    }
}
