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

import io.github.replicate4j.emulator.http.Answer;
import io.github.replicate4j.emulator.http.ReceivedRequest;
import io.github.replicate4j.emulator.stream.EventFrames;
import io.github.replicate4j.emulator.stream.EventLog;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Hands out what predictions and trainings put out: files, and streams of events. Neither asks for a token. */
final class OutputOperations {

    private final Runs runs;

    OutputOperations(Runs runs) {
        this.runs = runs;
    }

    Mono<Answer> file(ReceivedRequest request) {
        return Mono.fromCallable(() -> {
            OutputFiles.OutputFile file = this.runs.file(request.path("prediction_id"), request.path("file_name"));
            return file == null
                    ? gone("There is no such file, or not any more.")
                    : Answer.of(200, file.contentType(), file.content());
        });
    }

    Mono<Answer> stream(ReceivedRequest request) {
        return Mono.fromCallable(() -> {
            String id = request.path("stream_id");
            PredictionRun run = this.runs.find(PredictionStream.predictionOf(id));
            PredictionStream stream = run == null ? null : run.stream();
            if (run == null || stream == null || !stream.isNamed(id)) {
                return gone("There is no such stream, or not any more.");
            }
            if (run.snapshot().dataRemoved()) {
                // What a stream answers to those who come too late.
                return Answer.text(200, "text/event-stream; charset=utf-8", EventFrames.GREETING + EventLog.TIMED_OUT);
            }
            return Answer.events(stream.events(), lastEventId(request));
        });
    }

    private static @Nullable String lastEventId(ReceivedRequest request) {
        String id = request.header("Last-Event-ID");
        return id == null || id.isBlank() ? null : id.strip();
    }

    private static Answer gone(String why) {
        return Answer.text(404, "text/plain;charset=UTF-8", why);
    }
}
