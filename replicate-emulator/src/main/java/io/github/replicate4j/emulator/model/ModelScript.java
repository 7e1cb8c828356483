/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.model;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The steps that a model executes for one prediction. Each method except {@link #inputFile(Object)} adds a step and returns
 * the script.
 *
 * <p>{@link #boot(Duration)} and {@link #pause(Duration)} take time; all other steps are executed immediately. A prediction
 * is {@code starting} while it boots, and {@code processing} from the first other step. Steps before the first one that takes
 * time are executed while the prediction is created, right after its first response ({@code starting}) has been prepared. A
 * script that does not end with {@link #succeed()}, {@link #fail(String)} or {@link #hang()} succeeds.
 *
 * <p>Each prediction has its own script, which is written by a single thread.
 *
 * @since 0.1.0
 */
public interface ModelScript {

    /**
     * Read an input file, as in {@code script.inputFile(input.get("image"))}. This is not a step: the file is read
     * immediately.
     *
     * @param input a data URL, or the URL of a file that was uploaded to this emulator or is an output of one of its models.
     *     Nothing is downloaded from elsewhere
     * @return the content of the file
     * @throws IllegalArgumentException if the input is anything else, if the file does not exist or has been removed, or if it is
     *     larger than 32 MiB. If the script does not catch it, the prediction fails
     */
    byte[] inputFile(@Nullable Object input);

    /**
     * Let time pass before the model starts, for example to emulate a cold boot.
     *
     * @param duration the duration; not negative
     * @return this script
     * @throws IllegalStateException if any other step was added before
     */
    ModelScript boot(Duration duration);

    /**
     * Let time pass while the model runs.
     *
     * @param duration the duration; not negative
     * @return this script
     */
    ModelScript pause(Duration duration);

    /**
     * Append text to the logs of the prediction. A line break is added if the text does not end with one.
     *
     * @param text the text
     * @return this script
     */
    ModelScript log(String text);

    /**
     * Append an item to the output, which becomes a list. Use it for output tokens, for example.
     *
     * @param item a value that can be written as JSON
     * @return this script
     */
    ModelScript output(Object item);

    /**
     * Set the complete output.
     *
     * @param value a value that can be written as JSON, or null
     * @return this script
     */
    ModelScript outputValue(@Nullable Object value);

    /**
     * Create an output file and append its URL to the output, which becomes a list.
     *
     * @param content the content of the file
     * @param extension the file extension without the dot, such as {@code png}; it determines the content type
     * @return this script
     */
    default ModelScript outputFile(byte[] content, String extension) {
        byte[] copy = content.clone();
        return outputFile(() -> copy, extension);
    }

    /**
     * Create an output file and append its URL to the output, which becomes a list.
     *
     * @param content supplies the content when the script reaches this step; if it throws, the prediction fails
     * @param extension the file extension without the dot, such as {@code png}; it determines the content type
     * @return this script
     */
    ModelScript outputFile(Supplier<byte[]> content, String extension);

    /**
     * Create an output file and set its URL, not a list, as the output.
     *
     * @param content the content of the file
     * @param extension the file extension without the dot, such as {@code png}; it determines the content type
     * @return this script
     */
    default ModelScript outputSingleFile(byte[] content, String extension) {
        byte[] copy = content.clone();
        return outputSingleFile(() -> copy, extension);
    }

    /**
     * Create an output file and set its URL, not a list, as the output.
     *
     * @param content supplies the content when the script reaches this step; if it throws, the prediction fails
     * @param extension the file extension without the dot, such as {@code png}; it determines the content type
     * @return this script
     */
    ModelScript outputSingleFile(Supplier<byte[]> content, String extension);

    /**
     * Declare that the output is complete, although the prediction is not. A create that is held by {@code Prefer: wait} gets its
     * response now, as on Replicate: with status 201, and a prediction that is {@code processing} and has its complete output, but
     * no logs, no metrics and no time of completion.
     *
     * <p>Without this step, {@link #succeed()} does the same for models with output files. Their predictions complete 100
     * milliseconds after the response, or immediately if a test moves the clock.
     *
     * @return this script
     */
    ModelScript outputComplete();

    /**
     * Let the logs of the prediction be null, instead of empty, as long as there are none, as in some recorded responses of
     * Replicate.
     *
     * @return this script
     */
    ModelScript withoutLogs();

    /**
     * Set a metric, which the prediction contains once it has completed.
     *
     * @param name the name of the metric, such as {@code input_token_count}
     * @param value a value that can be written as JSON
     * @return this script
     */
    ModelScript metric(String name, Object value);

    /**
     * Complete the prediction successfully.
     *
     * @return this script
     */
    ModelScript succeed();

    /**
     * Fail the prediction.
     *
     * @param message the {@code error} of the prediction
     * @return this script
     */
    ModelScript fail(String message);

    /**
     * Run indefinitely: only a cancellation, a deadline or the limit of 30 minutes completes the prediction.
     *
     * @return this script
     */
    ModelScript hang();
}
