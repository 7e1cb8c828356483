/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.outputs;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.StoredOutput;
import io.github.replicate4j.event.StoredOutputs;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.Output;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Downloads the output files of a prediction and passes them to an {@link OutputStore}. An inbox with an instance of this class does
 * so before listeners are called. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class OutputRetention {

    private static final Log logger = LogFactory.getLog(OutputRetention.class);

    private final OutputStore store;

    private final Supplier<Replicate> client;

    private final OutputSettings settings;

    private final LongAdder stored = new LongAdder();

    private final LongAdder expired = new LongAdder();

    private OutputRetention(OutputStore store, Supplier<Replicate> client, OutputSettings settings) {
        this.store = store;
        this.client = client;
        this.settings = settings;
    }

    /**
     * Create an instance.
     *
     * @param store stores the files
     * @param client supplies the client that downloads the files, when the first completion is processed. It sends no API token to
     *     hosts of files, so any client of the application can be used
     * @param settings the settings
     * @return the instance
     */
    public static OutputRetention of(OutputStore store, Supplier<Replicate> client, OutputSettings settings) {
        return new OutputRetention(
                Arguments.notNull("store", store),
                Arguments.notNull("client", client),
                Arguments.notNull("settings", settings));
    }

    /**
     * Return the settings.
     *
     * @return the settings
     */
    public OutputSettings settings() {
        return this.settings;
    }

    /**
     * Return how many files this instance has stored since its creation.
     *
     * @return the number of files; one that was stored twice counts twice
     */
    public long storedFiles() {
        return this.stored.sum();
    }

    /**
     * Return how many completions this instance has found since its creation with files that cannot be read, usually because
     * Replicate had deleted them.
     *
     * @return the number of completions
     */
    public long expiredCompletions() {
        return this.expired.sum();
    }

    /**
     * Return whether {@link #store} has to be called before listeners are. The inbox calls this for each completion.
     *
     * @param event the completion
     * @return whether the output contains files that Replicate deletes, or data URLs, or whether Replicate has removed it
     */
    public boolean isRequired(PredictionCompletedEvent event) {
        return isRemoved(event.prediction())
                || files(event.prediction()).stream().anyMatch(RetainedFiles::isRetained);
    }

    private static boolean isRemoved(Prediction prediction) {
        return Boolean.TRUE.equals(prediction.dataRemoved());
    }

    private List<FileOutput> files(Prediction prediction) {
        // A client that a test has mocked returns null.
        Output output = this.client.get().output(prediction);
        return output == null ? List.of() : output.files();
    }

    /**
     * Store the files of a completion that are not among its stored outputs. The inbox calls this while it has reserved the
     * completion.
     *
     * @param event the completion, with the outputs that were stored before
     * @param attempt number of this attempt, from 1
     * @param reservation reserves the completion for this instance
     * @throws OutputStorageException if a file cannot be stored
     * @throws io.github.replicate4j.error.ReplicateException if a file cannot be downloaded
     */
    public void store(PredictionCompletedEvent event, int attempt, Reservation reservation) {
        Prediction prediction = event.prediction();
        RetainedFiles files = new RetainedFiles(files(prediction));
        checkNumber(prediction, files.distinct().size());
        OutputTransfer transfer = new OutputTransfer(this.store, this.settings.maxFileSize(), event, attempt);
        Map<Integer, StoredOutput> storedByIndex = new HashMap<>();
        event.storedOutputs().files().forEach(output -> storedByIndex.put(output.index(), output));
        boolean missing = isRemoved(prediction);
        for (RetainedFiles.Entry entry : files.distinct()) {
            if (storedByIndex.containsKey(entry.index())) {
                continue;
            }
            StoredOutput output = transfer.store(entry, reservation::isHeld);
            if (output == null) {
                missing = true;
            } else {
                this.stored.increment();
                storedByIndex.put(entry.index(), output);
                reservation.save(files.outputs(storedByIndex, false));
            }
            if (!reservation.isHeld()) {
                return;
            }
        }
        if (reservation.complete(files.outputs(storedByIndex, missing)) && missing) {
            this.expired.increment();
            logger.warn("Files of prediction " + prediction.id() + " could not be stored, because they cannot be read."
                    + " Replicate has usually deleted them. Listeners are called without them");
        }
    }

    private void checkNumber(Prediction prediction, int number) {
        if (number > this.settings.maxFiles()) {
            throw new OutputStorageException(
                    "The output of prediction " + prediction.id() + " contains " + number
                            + " files, more than the maximum of " + this.settings.maxFiles()
                            + ". Raise replicate.inbox.outputs.max-files, and replay the completion",
                    null,
                    false);
        }
    }

    /**
     * Reservation of a completion for this instance.
     *
     * @since 0.1.0
     */
    public interface Reservation {

        /**
         * Return whether the completion is still reserved for this instance. This is called often, and executes no statement.
         *
         * @return whether to continue
         */
        boolean isHeld();

        /**
         * Remember the files that are stored so far, so that the next attempt does not download them again. If the completion is
         * no longer reserved, this has no effect, and {@link #isHeld()} returns {@code false} from then on.
         *
         * @param outputs the stored files
         */
        void save(StoredOutputs outputs);

        /**
         * Remember the stored files, and let listeners be called.
         *
         * @param outputs the stored files
         * @return whether the completion was still reserved for this instance
         */
        boolean complete(StoredOutputs outputs);
    }
}
