/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.EmulatorAddress;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.http.ResponseBody;
import io.github.replicate4j.emulator.internal.http.Upload;
import io.github.replicate4j.emulator.internal.server.RequestDispatcher.OperationHandler;
import io.github.replicate4j.emulator.internal.stream.EventLog;
import io.github.replicate4j.emulator.request.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Responds to requests with recordings.
 */
final class Replayer implements RecordedTraffic {

    private final RecordingIndex index;

    private final EmulatorClock clock;

    private final String webhookSecret;

    private final OwnLinks links;

    private final RequestDescription descriptions;

    Replayer(Path folder, EmulatorAddress address, EmulatorClock clock, String webhookSecret) {
        this.index = new RecordingIndex(folder);
        this.clock = clock;
        this.webhookSecret = webhookSecret;
        this.links = new OwnLinks(address);
        this.descriptions = new RequestDescription(this.links);
    }

    @Override
    public OperationHandler handler(Operation operation) {
        return request -> respond(operation.id(), request);
    }

    @Override
    public OperationHandler unknownOperation() {
        return request -> respond(null, request);
    }

    @Override
    public void reset() {
        this.index.reset();
    }

    @Override
    public void close() {}

    private Mono<ApiResponse> respond(@Nullable String operation, ReceivedRequest request) {
        return Mono.fromCallable(() -> replay(operation, request)).subscribeOn(Schedulers.boundedElastic());
    }

    private ApiResponse replay(@Nullable String operation, ReceivedRequest request) throws IOException {
        Upload upload = request.upload();
        if (upload != null && upload.error() != null) {
            throw upload.error();
        }
        Map<String, @Nullable Object> description =
                this.descriptions.describe(request, new Secrets(request.header(HttpHeaders.AUTHORIZATION)));
        Recording recording;
        try {
            recording = RecordingReader.read(this.index.next(operation, description));
        } catch (InvalidRecordingException ex) {
            throw RecordingIndex.invalid(ex);
        }
        return response(recording, request);
    }

    private ApiResponse response(Recording recording, ReceivedRequest request) throws IOException {
        HttpHeaders headers = new HttpHeaders();
        recording
                .headers()
                .forEach((name, values) ->
                        values.forEach(value -> headers.add(name, this.links.fromPlaceholder(value, request))));
        return new ApiResponse(recording.status(), headers, body(recording, request));
    }

    private ResponseBody body(Recording recording, ReceivedRequest request) throws IOException {
        UnaryOperator<String> restored = text -> this.links.fromPlaceholder(text, request);
        Object body = recording.body();
        return switch (recording.bodyType()) {
            case NONE -> new ResponseBody.Bytes(new byte[0]);
            case JSON ->
                new ResponseBody.Bytes(JsonValues.write(JsonValues.replaceStrings(
                        body,
                        null,
                        (name, text) -> text.equals(Secrets.REMOVED_SIGNING_SECRET)
                                ? this.webhookSecret
                                : restored.apply(text))));
            case TEXT -> new ResponseBody.Bytes(String.valueOf(body).getBytes(StandardCharsets.UTF_8));
            case FILE -> {
                Path file = (Path) Objects.requireNonNull(body);
                yield new ResponseBody.Stored(file, Files.size(file));
            }
            case EVENTS ->
                new ResponseBody.Events(
                        new EventLog(new RecordedEvents(
                                (Path) Objects.requireNonNull(body),
                                this.clock,
                                data -> JsonValues.replaceText(data, (name, text) -> restored.apply(text)))),
                        request.header("Last-Event-ID"),
                        UnaryOperator.identity());
        };
    }
}
