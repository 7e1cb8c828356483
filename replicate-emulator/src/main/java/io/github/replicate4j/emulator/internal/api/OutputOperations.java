/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.Links;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.prediction.OutputFiles;
import io.github.replicate4j.emulator.internal.prediction.PredictionRun;
import io.github.replicate4j.emulator.internal.prediction.PredictionService;
import io.github.replicate4j.emulator.internal.prediction.PredictionStream;
import io.github.replicate4j.emulator.internal.stream.EventEncoder;
import io.github.replicate4j.emulator.internal.stream.EventLog;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Operations that return output files and event streams. They require no token.
 */
final class OutputOperations {

    private final PredictionService predictions;

    OutputOperations(PredictionService predictions) {
        this.predictions = predictions;
    }

    Mono<ApiResponse> file(ReceivedRequest request) {
        return Mono.fromCallable(() -> {
            OutputFiles.OutputFile file =
                    this.predictions.file(request.path("prediction_id"), request.path("file_name"));
            return file == null
                    ? notFound("The file does not exist or has been removed.")
                    : ApiResponse.of(200, file.contentType(), file.content());
        });
    }

    Mono<ApiResponse> stream(ReceivedRequest request) {
        return Mono.fromCallable(() -> {
            String id = request.path("stream_id");
            PredictionRun run = this.predictions.find(PredictionStream.predictionId(id));
            PredictionStream stream = run == null ? null : run.stream();
            if (run == null || stream == null || !stream.hasId(id)) {
                return notFound("The stream does not exist or has been removed.");
            }
            if (run.snapshot().dataRemoved()) {
                // Replicate responds like this after it has removed the events.
                return ApiResponse.text(
                        200, "text/event-stream; charset=utf-8", EventEncoder.GREETING + EventLog.TIMED_OUT);
            }
            Links links = request.links();
            return ApiResponse.events(
                    stream.events(), lastEventId(request), data -> run.files().rebase(data, links));
        });
    }

    private static @Nullable String lastEventId(ReceivedRequest request) {
        String id = request.header("Last-Event-ID");
        return id == null || id.isBlank() ? null : id.strip();
    }

    private static ApiResponse notFound(String detail) {
        return ApiResponse.text(404, "text/plain;charset=UTF-8", detail);
    }
}
