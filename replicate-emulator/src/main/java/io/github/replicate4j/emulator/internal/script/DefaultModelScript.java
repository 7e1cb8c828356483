/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.script;

import io.github.replicate4j.emulator.internal.script.Step.FileSink;
import io.github.replicate4j.emulator.model.ModelScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Records the steps of a script.
 */
public final class DefaultModelScript implements ModelScript {

    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,10}");

    private final List<Step> steps = new ArrayList<>();

    private final Function<@Nullable Object, byte[]> inputFiles;

    private boolean started;

    private boolean outputComplete;

    private boolean ended;

    public DefaultModelScript(Function<@Nullable Object, byte[]> inputFiles) {
        this.inputFiles = inputFiles;
    }

    @Override
    public byte[] inputFile(@Nullable Object input) {
        return this.inputFiles.apply(input);
    }

    @Override
    public ModelScript boot(Duration duration) {
        if (this.started) {
            throw new IllegalStateException(
                    "boot(...) must come first in a script; use pause(...) to let time pass later");
        }
        this.steps.add(new Step.Boot(notNegative(duration)));
        return this;
    }

    @Override
    public ModelScript pause(Duration duration) {
        return add(new Step.Pause(notNegative(duration)));
    }

    @Override
    public ModelScript log(String text) {
        return add(new Step.Log(Objects.requireNonNull(text, "text")));
    }

    @Override
    public ModelScript output(Object item) {
        return addOutput(new Step.Output(Objects.requireNonNull(item, "item")));
    }

    @Override
    public ModelScript outputValue(@Nullable Object value) {
        return addOutput(new Step.OutputValue(value));
    }

    @Override
    public ModelScript outputFile(Supplier<byte[]> content, String extension) {
        return addOutput(new Step.OutputFile(Objects.requireNonNull(content, "content"), checked(extension), true));
    }

    @Override
    public ModelScript outputSingleFile(Supplier<byte[]> content, String extension) {
        return addOutput(new Step.OutputFile(Objects.requireNonNull(content, "content"), checked(extension), false));
    }

    @Override
    public ModelScript outputComplete() {
        this.outputComplete = true;
        return add(new Step.OutputComplete());
    }

    @Override
    public ModelScript withoutLogs() {
        // The model may still boot after this step.
        boolean startedBefore = this.started;
        add(new Step.WithoutLogs());
        this.started = startedBefore;
        return this;
    }

    /** Compute the complete output, which can contain URLs of files, when the script reaches this step. */
    public ModelScript outputComputed(Function<FileSink, Object> output) {
        return add(new Step.ComputedOutput(output));
    }

    @Override
    public ModelScript metric(String name, Object value) {
        return add(new Step.Metric(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value")));
    }

    @Override
    public ModelScript succeed() {
        return end(new Step.Succeed());
    }

    @Override
    public ModelScript fail(String message) {
        return end(new Step.Fail(Objects.requireNonNull(message, "message")));
    }

    @Override
    public ModelScript hang() {
        return end(new Step.Hang());
    }

    /** Return a script that computes its output just before it succeeds, if it does. */
    public DefaultModelScript withOutputOnSuccess(Function<FileSink, Object> output) {
        DefaultModelScript changed = new DefaultModelScript(this.inputFiles);
        for (Step step : steps()) {
            if (step instanceof Step.Succeed) {
                changed.steps.add(new Step.ComputedOutput(output));
            }
            changed.steps.add(step);
        }
        changed.ended = true;
        return changed;
    }

    /** Return all steps, the last of which ends the script. */
    List<Step> steps() {
        List<Step> all = new ArrayList<>(this.steps);
        if (!this.ended) {
            all.add(new Step.Succeed());
        }
        return List.copyOf(all);
    }

    private ModelScript end(Step step) {
        add(step);
        this.ended = true;
        return this;
    }

    private ModelScript addOutput(Step step) {
        if (this.outputComplete) {
            throw new IllegalStateException("The output is complete: outputComplete() must come after all outputs");
        }
        return add(step);
    }

    private ModelScript add(Step step) {
        if (this.ended) {
            throw new IllegalStateException(
                    "The script has already ended: succeed(), fail(...) or hang() must come last");
        }
        this.started = true;
        this.steps.add(step);
        return this;
    }

    private static Duration notNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("The duration must not be negative, but is " + duration);
        }
        return duration;
    }

    private static String checked(String extension) {
        String lower = extension.toLowerCase(Locale.ROOT);
        if (!EXTENSION.matcher(lower).matches()) {
            throw new IllegalArgumentException("'" + extension
                    + "' is not a valid file extension: use 1 to 10 letters and digits, without the dot");
        }
        return lower;
    }
}
