/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.state;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.files.FileStore;
import io.github.replicate4j.emulator.internal.files.StoredFile;
import io.github.replicate4j.emulator.internal.files.TemporaryFolder;
import io.github.replicate4j.emulator.internal.http.EmulatorAddress;
import io.github.replicate4j.emulator.internal.http.Links;
import io.github.replicate4j.emulator.internal.model.DeploymentRegistry;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import io.github.replicate4j.emulator.internal.prediction.OutputFiles;
import io.github.replicate4j.emulator.internal.prediction.PredictionRun;
import io.github.replicate4j.emulator.internal.prediction.PredictionService;
import io.github.replicate4j.emulator.internal.prediction.PredictionStore;
import io.github.replicate4j.emulator.internal.prediction.SavedRun;
import io.github.replicate4j.emulator.internal.state.SavedState.SavedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the state of an emulator, and restores it.
 *
 * @param account the owner of the models that clients create
 */
public record EmulatorState(
        String account,
        EmulatorClock clock,
        EmulatorAddress address,
        ModelRegistry models,
        DeploymentRegistry deployments,
        FileStore files,
        TemporaryFolder folder,
        PredictionService predictions) {

    private static final long MAX_FILE_BYTES = 256L << 20;

    void write(StateFile file) throws IOException {
        Map<String, StateFile.Content> contents = new LinkedHashMap<>();
        List<SavedRun> predictionRuns = saved(this.predictions.predictions(), contents);
        List<SavedRun> trainingRuns = saved(this.predictions.trainings(), contents);
        SavedState state = new SavedState(
                SavedState.FORMAT,
                this.address.root(),
                this.clock.now(),
                this.models.all().stream()
                        .filter(model -> model.owner().equals(this.account))
                        .map(model -> SavedModel.of(model, this.models))
                        .toList(),
                reversed(this.deployments.all()),
                savedFiles(contents),
                predictionRuns,
                trainingRuns);
        file.write(state, usesSystemClock() ? state.withoutTime() : state, contents);
    }

    private boolean usesSystemClock() {
        return this.clock == EmulatorClock.system();
    }

    private static List<SavedRun> saved(PredictionStore store, Map<String, StateFile.Content> contents) {
        List<SavedRun> all = new ArrayList<>();
        for (PredictionRun run : store.oldestFirst()) {
            SavedRun saved = SavedRun.of(run);
            all.add(saved);
            for (OutputFiles.OutputFile file : run.files().all()) {
                contents.put(outputName(saved, file.name()), out -> out.write(file.content()));
            }
        }
        return all;
    }

    /** Return the newest files, up to a limit. */
    private List<SavedFile> savedFiles(Map<String, StateFile.Content> contents) {
        List<SavedFile> newestFirst = new ArrayList<>();
        long left = MAX_FILE_BYTES;
        for (StoredFile file : reversed(this.files.all())) {
            left -= file.size();
            if (left < 0) {
                break;
            }
            newestFirst.add(new SavedFile(
                    file.id(),
                    file.name(),
                    file.contentType(),
                    file.size(),
                    file.checksums(),
                    file.metadata(),
                    file.createdAt(),
                    file.expiresAt()));
            contents.put(fileName(file.id()), out -> Files.copy(file.content(), out));
        }
        return reversed(newestFirst);
    }

    /**
     * Restore a state.
     *
     * @throws IOException if the file cannot be read
     * @throws RuntimeException if the state is damaged. Parts of it may have been restored
     */
    void restore(SavedState state, StateFile.Contents contents) throws IOException {
        if (state.time() != null) {
            moveClockTo(state.time());
        }
        SavedModel.restore(state.models(), this.models);
        this.deployments.replaceAll(state.deployments());
        for (SavedFile file : state.files()) {
            restore(file, contents);
        }
        for (SavedRun run : state.trainings()) {
            restore(run, state.root(), contents);
        }
        for (SavedRun run : state.predictions()) {
            restore(run, state.root(), contents);
        }
    }

    /** Let a manual clock continue, so that no prediction is later than its time. */
    private void moveClockTo(Instant saved) {
        Duration ahead = Duration.between(this.clock.now(), saved);
        if (!usesSystemClock() && !ahead.isNegative()) {
            this.clock.advance(ahead);
        }
    }

    private void restore(SavedFile file, StateFile.Contents contents) throws IOException {
        byte[] content = contents.read(fileName(file.id()));
        if (content == null) {
            return;
        }
        Path path = this.folder.newFile();
        Files.write(path, content);
        this.files.add(new StoredFile(
                file.id(),
                file.name(),
                file.contentType(),
                file.size(),
                file.checksums(),
                file.metadata(),
                file.createdAt(),
                file.expiresAt(),
                path));
    }

    private void restore(SavedRun run, String root, StateFile.Contents contents) throws IOException {
        List<OutputFiles.OutputFile> outputFiles = new ArrayList<>();
        for (SavedRun.SavedOutputFile file : run.files()) {
            byte[] content = contents.read(outputName(run, file.name()));
            if (content != null) {
                outputFiles.add(new OutputFiles.OutputFile(file.name(), file.contentType(), content));
            }
        }
        // The emulator may have moved to another port or host.
        Object output =
                new Links(this.address.root(), root).rebase(run.prediction().output(), root + "/outputs/");
        this.predictions.restore(run.withOutput(output), outputFiles);
    }

    private static String outputName(SavedRun run, String name) {
        return "outputs/" + run.prediction().id() + "/" + name;
    }

    private static String fileName(String id) {
        return "files/" + id;
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }
}
