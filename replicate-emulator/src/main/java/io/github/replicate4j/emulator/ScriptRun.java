/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.EmulatedPrediction.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Carries out the script of one prediction, step by step, on the clock. */
final class ScriptRun {

    // Steps go when they are done: they may hold large files.
    private final Deque<Step> left;
    private final PredictionRun prediction;
    private final EmulatorClock clock;
    private boolean stopped;
    private EmulatorClock.@Nullable Timer timer;

    ScriptRun(ModelScript script, PredictionRun prediction, EmulatorClock clock) {
        this.left = new ArrayDeque<>(script.steps());
        this.prediction = prediction;
        this.clock = clock;
    }

    /** Carries out steps up to the next one that takes time. Only one thread at a time is ever in here. */
    void proceed() {
        for (Step step = take(); step != null; step = take()) {
            if (!(step instanceof Step.Boot)) {
                this.prediction.start();
            }
            Duration time = timeOf(step);
            if (!time.isZero()) {
                proceedAfter(time);
                return;
            }
            carryOut(step);
        }
    }

    /** Carries out no more steps. */
    synchronized void stop() {
        this.stopped = true;
        this.left.clear();
        if (this.timer != null) {
            this.timer.cancel();
        }
    }

    private synchronized @Nullable Step take() {
        return this.left.poll();
    }

    private synchronized void proceedAfter(Duration time) {
        if (!this.stopped) {
            this.timer = this.clock.schedule(this::proceed, time);
        }
    }

    private static Duration timeOf(Step step) {
        if (step instanceof Step.Boot boot) {
            return boot.duration();
        }
        return step instanceof Step.Pause pause ? pause.duration() : Duration.ZERO;
    }

    private void carryOut(Step step) {
        if (step instanceof Step.Log log) {
            this.prediction.log(log.text());
        } else if (step instanceof Step.Output item) {
            this.prediction.append(item.item());
        } else if (step instanceof Step.OutputValue value) {
            this.prediction.set(value.value());
        } else if (step instanceof Step.OutputFile file) {
            putOut(file);
        } else if (step instanceof Step.Result result) {
            this.prediction.set(result.result().apply(this.prediction.files()));
        } else if (step instanceof Step.Metric metric) {
            this.prediction.metric(metric.name(), metric.value());
        } else if (step instanceof Step.Fail fail) {
            this.prediction.finish(Status.FAILED, fail.message());
        } else if (step instanceof Step.Succeed) {
            this.prediction.finish(Status.SUCCEEDED, null);
        }
    }

    private void putOut(Step.OutputFile file) {
        String url;
        try {
            url = this.prediction.files().add(file.content().get(), file.extension());
        } catch (RuntimeException e) {
            this.prediction.finish(Status.FAILED, "The output file could not be made: " + e);
            return;
        }
        if (file.inList()) {
            this.prediction.append(url);
        } else {
            this.prediction.set(url);
        }
    }
}
