/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.prediction;

import io.github.replicate4j.emulator.internal.http.Links;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.ModelVersion;
import io.github.replicate4j.emulator.internal.model.ResolvedVersion;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a prediction or training that survives a restart.
 *
 * @param versionId the id of the version, also for official models
 * @param size the size of the request body in bytes
 * @param outputCompleteAt the time at which the output was complete, or null if the output is not known to be complete
 * @param streamId the id of the event stream, or null if there is none
 * @param streamsFiles whether the output in the event stream consists of files
 * @param outputsPerSecond the number of events with output in the stream, by epoch second; empty if there is no stream
 * @param files the output files, without their content
 */
public record SavedRun(
        CreateRequest.Kind kind,
        EmulatedPrediction prediction,
        String versionId,
        int size,
        @Nullable Instant outputCompleteAt,
        @Nullable String streamId,
        boolean streamsFiles,
        Map<Long, Integer> outputsPerSecond,
        List<SavedOutputFile> files) {

    /** An output file without its content. */
    public record SavedOutputFile(String name, String contentType) {}

    public static SavedRun of(PredictionRun run) {
        EmulatedPrediction prediction = run.snapshot();
        PredictionStream stream = run.stream();
        return new SavedRun(
                run.request().kind(),
                prediction,
                run.request().target().version().id(),
                run.request().size(),
                run.outputCompleteAt(),
                stream == null ? null : stream.id(),
                stream != null && stream.hasFiles(),
                stream == null ? Map.of() : stream.outputsPerSecond(),
                // Read after the snapshot, so that no file of its output is missing.
                run.files().all().stream()
                        .map(file -> new SavedOutputFile(file.name(), file.contentType()))
                        .toList());
    }

    /** Return the same run with another output. */
    public SavedRun withOutput(@Nullable Object output) {
        EmulatedPrediction before = this.prediction;
        return new SavedRun(
                this.kind,
                new EmulatedPrediction(
                        before.id(),
                        before.model(),
                        before.version(),
                        before.deployment(),
                        before.status(),
                        before.input(),
                        output,
                        before.error(),
                        before.logs(),
                        before.metrics(),
                        before.webhook(),
                        before.webhookEventsFilter(),
                        before.createdAt(),
                        before.startedAt(),
                        before.completedAt(),
                        before.deadline(),
                        before.dataRemoved(),
                        before.stream()),
                this.versionId,
                this.size,
                this.outputCompleteAt,
                this.streamId,
                this.streamsFiles,
                this.outputsPerSecond,
                this.files);
    }

    /** Return the request that created the run. Its model has no behavior, because the original model may no longer exist. */
    CreateRequest request(Links links) {
        ModelDefinition model = ModelDefinition.named(this.prediction.model(), this.prediction.createdAt());
        if (this.prediction.version().equals("hidden")) {
            model = model.asOfficial();
        }
        return new CreateRequest(
                this.kind,
                new ResolvedVersion(model, ModelVersion.of(this.versionId, this.prediction.createdAt())),
                this.prediction.deployment(),
                this.prediction.input(),
                this.prediction.webhook(),
                this.prediction.webhookEventsFilter(),
                this.prediction.deadline() == null
                        ? null
                        : Duration.between(this.prediction.createdAt(), this.prediction.deadline()),
                this.size,
                links);
    }
}
