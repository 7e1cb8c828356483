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
 * What a model does with one prediction, step by step. Each method adds a step and returns the script,
 * but for {@link #inputFile(Object)}.
 *
 * <p>{@link #boot(Duration)} and {@link #pause(Duration)} take time, everything else happens at once. A prediction is
 * {@code starting} while it boots and {@code processing} from the first other step on. Steps in front of the first that
 * takes time are carried out while the prediction is created, right after its first answer ({@code starting}) has been
 * put together. A script that ends with neither {@link #succeed()}, {@link #fail(String)} nor {@link #hang()} succeeds.
 *
 * <p>Scripts are written afresh for each prediction, by one thread.
 */
public final class ModelScript {

    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,10}");

    private final List<Step> steps = new ArrayList<>();
    private final Function<@Nullable Object, byte[]> inputFiles;
    private boolean begun;
    private boolean ended;

    ModelScript(Function<@Nullable Object, byte[]> inputFiles) {
        this.inputFiles = inputFiles;
    }

    /**
     * Reads a file among the inputs, as in {@code script.inputFile(input.get("image"))}, at once.
     *
     * @param input a data URL, or the URL of a file that was uploaded to this emulator, or put out by a model of it.
     *     Nothing is fetched from elsewhere
     * @return the content of the file
     * @throws IllegalArgumentException if it is anything else, if there is no such file (any more), or if it is larger
     *     than 32 MiB. A script that lets it pass makes the prediction fail
     */
    public byte[] inputFile(@Nullable Object input) {
        return this.inputFiles.apply(input);
    }

    /**
     * Lets time pass before the model begins, as when a machine has to be started first.
     *
     * @param duration how long; not negative
     * @return this
     * @throws IllegalStateException after any other step
     */
    public ModelScript boot(Duration duration) {
        if (this.begun) {
            throw new IllegalStateException(
                    "boot(...) comes first in a script; to let time pass later, use pause(...)");
        }
        this.steps.add(new Step.Boot(notNegative(duration)));
        return this;
    }

    /**
     * Lets time pass while the model works.
     *
     * @param duration how long; not negative
     * @return this
     */
    public ModelScript pause(Duration duration) {
        return add(new Step.Pause(notNegative(duration)));
    }

    /**
     * Writes to the prediction's logs. A line break is added where the text does not end with one.
     *
     * @param text the text
     * @return this
     */
    public ModelScript log(String text) {
        return add(new Step.Log(Objects.requireNonNull(text, "text")));
    }

    /**
     * Adds an item to the output, which becomes a list: a token of a text, for example.
     *
     * @param item anything that JSON can say
     * @return this
     */
    public ModelScript output(Object item) {
        return add(new Step.Output(Objects.requireNonNull(item, "item")));
    }

    /**
     * Sets the whole output.
     *
     * @param value anything that JSON can say
     * @return this
     */
    public ModelScript outputValue(@Nullable Object value) {
        return add(new Step.OutputValue(value));
    }

    /**
     * Puts out a file: its URL is added to the output, which becomes a list.
     *
     * @param content the content of the file
     * @param extension the ending of its name, without the dot, from which follows the content type: {@code png}
     * @return this
     */
    public ModelScript outputFile(byte[] content, String extension) {
        byte[] copy = content.clone();
        return outputFile(() -> copy, extension);
    }

    /**
     * Puts out a file: its URL is added to the output, which becomes a list.
     *
     * @param content makes the content when the script comes to this step; if it throws, the prediction fails
     * @param extension the ending of its name, without the dot, from which follows the content type: {@code png}
     * @return this
     */
    public ModelScript outputFile(Supplier<byte[]> content, String extension) {
        return add(new Step.OutputFile(Objects.requireNonNull(content, "content"), checked(extension), true));
    }

    /**
     * Puts out a file: its URL, not a list, is the output.
     *
     * @param content the content of the file
     * @param extension the ending of its name, without the dot, from which follows the content type: {@code png}
     * @return this
     */
    public ModelScript outputSingleFile(byte[] content, String extension) {
        byte[] copy = content.clone();
        return outputSingleFile(() -> copy, extension);
    }

    /**
     * Puts out a file: its URL, not a list, is the output.
     *
     * @param content makes the content when the script comes to this step; if it throws, the prediction fails
     * @param extension the ending of its name, without the dot, from which follows the content type: {@code png}
     * @return this
     */
    public ModelScript outputSingleFile(Supplier<byte[]> content, String extension) {
        return add(new Step.OutputFile(Objects.requireNonNull(content, "content"), checked(extension), false));
    }

    /**
     * Sets a metric, which the prediction shows once it has ended.
     *
     * @param name its name, as in {@code input_token_count}
     * @param value anything that JSON can say
     * @return this
     */
    public ModelScript metric(String name, Object value) {
        return add(new Step.Metric(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value")));
    }

    /**
     * Ends the prediction well.
     *
     * @return this
     */
    public ModelScript succeed() {
        return end(new Step.Succeed());
    }

    /**
     * Ends the prediction with an error.
     *
     * @param message what the prediction's {@code error} says
     * @return this
     */
    public ModelScript fail(String message) {
        return end(new Step.Fail(Objects.requireNonNull(message, "message")));
    }

    /**
     * Goes on for ever: only a cancel, a deadline or the limit of 30 minutes ends the prediction.
     *
     * @return this
     */
    public ModelScript hang() {
        return end(new Step.Hang());
    }

    /** Has the output be worked out just before the script succeeds, if it does. */
    ModelScript resultOfSuccess(Function<OutputFiles, Object> result) {
        ModelScript changed = new ModelScript(this.inputFiles);
        for (Step step : steps()) {
            if (step instanceof Step.Succeed) {
                changed.steps.add(new Step.Result(result));
            }
            changed.steps.add(step);
        }
        changed.ended = true;
        return changed;
    }

    /** All steps, with an end. */
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

    private ModelScript add(Step step) {
        if (this.ended) {
            throw new IllegalStateException("The script has ended already: succeed(), fail(...) or hang() comes last");
        }
        this.begun = true;
        this.steps.add(step);
        return this;
    }

    private static Duration notNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("A script cannot take " + duration);
        }
        return duration;
    }

    private static String checked(String extension) {
        String lower = extension.toLowerCase(Locale.ROOT);
        if (!EXTENSION.matcher(lower).matches()) {
            throw new IllegalArgumentException(
                    "'" + extension + "' is no file extension: give up to ten letters and digits, without the dot");
        }
        return lower;
    }
}
