/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.BodyBytes;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.http.ResponseBody;
import io.github.replicate4j.emulator.internal.recording.UpstreamClient.UpstreamResponse;
import io.github.replicate4j.emulator.internal.stream.EventLog;
import io.github.replicate4j.emulator.request.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;

/**
 * Records one request and its response.
 */
final class RecordedExchange {

    private static final List<String> HEADERS = List.of(
            "content-type",
            "content-disposition",
            "cache-control",
            "etag",
            "last-modified",
            "location",
            "preference-applied",
            "ratelimit-remaining",
            "ratelimit-reset",
            "retry-after",
            "retry-after-ms");

    private static final int MAX_TEXT = 32 << 20;

    private static final Pattern SUBTYPE = Pattern.compile("[a-z]+/([a-z0-9]{2,8})(?:;.*)?");

    private static final Pattern EXTENSION = Pattern.compile(".*\\.([A-Za-z0-9]{1,8})");

    private final RecordingFolder folder;

    private final OwnLinks links;

    private final UpstreamLinks upstreamLinks;

    private final OpenStreams streams;

    private final Secrets secrets;

    private final @Nullable Operation operation;

    private final ReceivedRequest request;

    private final Map<String, @Nullable Object> recording = new LinkedHashMap<>();

    private final Map<String, @Nullable Object> response = new LinkedHashMap<>();

    private final String name;

    private final String root;

    private final long startedAt = System.nanoTime();

    RecordedExchange(
            RecordingFolder folder,
            EmulatorClock clock,
            OwnLinks links,
            UpstreamLinks upstreamLinks,
            OpenStreams streams,
            Secrets secrets,
            @Nullable Operation operation,
            ReceivedRequest request,
            Map<String, @Nullable Object> description) {
        this.folder = folder;
        this.links = links;
        this.upstreamLinks = upstreamLinks;
        this.streams = streams;
        this.secrets = secrets;
        this.operation = operation;
        this.request = request;
        this.root = links.root(request);
        String id = operation == null ? null : operation.id();
        this.name = RecordingFolder.name(
                folder.nextNumber(), id, request.method(), request.uri().getRawPath());
        Instant now = clock.now();
        this.recording.put("format", Recording.FORMAT);
        if (id != null) {
            this.recording.put("operation", id);
        }
        this.recording.put("recorded_at", now.toString());
        this.recording.put("request", description);
        this.recording.put("response", this.response);
    }

    /** Record a response, and return the one for the client. */
    Mono<ApiResponse> complete(UpstreamResponse upstream) {
        HttpHeaders received = upstream.headers();
        HttpHeaders headers = new HttpHeaders();
        Map<String, String> recorded = new LinkedHashMap<>();
        for (String header : HEADERS) {
            String value = received.getFirst(header);
            if (value != null) {
                String forClient = toEmulator(header, value);
                headers.set(header, forClient);
                recorded.put(header, toRecording(header, forClient));
            }
        }
        this.response.put("status", upstream.status());
        this.response.put("duration_ms", elapsedMillis());
        this.response.put("headers", recorded);
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE)) {
            return Mono.just(new ApiResponse(upstream.status(), headers, events(upstream)));
        }
        Mono<ResponseBody> body = isFile(upstream.status(), type) ? file(upstream, type) : text(upstream, type);
        return body.map(ready -> new ApiResponse(upstream.status(), headers, ready));
    }

    /** Return whether the body is kept byte by byte. Text is kept like this only if it is a file of the user. */
    private boolean isFile(int status, @Nullable String type) {
        boolean download = this.operation == Operation.OUTPUT_FILE || this.operation == Operation.FILES_DOWNLOAD;
        return (type != null && !RequestDescription.isText(type)) || (download && status == HttpStatus.OK.value());
    }

    private ResponseBody events(UpstreamResponse upstream) {
        String fileName = this.name + RecordingFolder.EVENTS_EXTENSION;
        this.response.put("events", fileName);
        EventRecorder recorder = new EventRecorder(
                upstream,
                this.folder.unfinished(fileName),
                data -> JsonValues.replaceText(data, this::toEmulator),
                this::eventToRecording,
                (file, complete) -> {
                    this.folder.keep(file, fileName);
                    this.response.put("complete", complete);
                    save();
                });
        this.streams.add(recorder);
        return new ResponseBody.Events(new EventLog(recorder), null, UnaryOperator.identity());
    }

    // In memory, because it must not be on disk before the secrets are removed.
    private Mono<ResponseBody> text(UpstreamResponse upstream, @Nullable String type) {
        return BodyBytes.join(upstream.body(), MAX_TEXT)
                .onErrorMap(DataBufferLimitException.class, ex -> tooLarge())
                .publishOn(Schedulers.boundedElastic())
                .handle((bytes, sink) -> {
                    try {
                        sink.next(type == null && !isUtf8(bytes) ? binary(bytes) : text(bytes, type));
                    } catch (IOException ex) {
                        sink.error(ex);
                    }
                });
    }

    private static ApiException tooLarge() {
        return new ApiException(ApiResponse.problem(
                502, "Bad gateway", "The emulator records text of up to 32 MiB, but the response is longer"));
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException ex) {
            return false;
        }
    }

    private ResponseBody text(byte[] bytes, @Nullable String type) throws IOException {
        byte[] forClient = bytes.length == 0 ? bytes : recordText(bytes, type);
        save();
        return new ResponseBody.Bytes(forClient);
    }

    private byte[] recordText(byte[] bytes, @Nullable String type) {
        if (type == null || type.toLowerCase(Locale.ROOT).contains("json")) {
            try {
                Object forClient = JsonValues.replaceStrings(JsonValues.read(bytes), null, this::toEmulator);
                this.secrets.collect(forClient);
                this.response.put("body", JsonValues.replaceStrings(forClient, null, this::toRecording));
                return JsonValues.write(forClient);
            } catch (JacksonException ex) {
                // Recorded as text, because clients have to cope with it.
            }
        }
        this.response.put("text", this.secrets.remove(new String(bytes, StandardCharsets.UTF_8)));
        return bytes;
    }

    private ResponseBody binary(byte[] bytes) throws IOException {
        Path unfinished = this.folder.unfinished(this.name);
        Files.write(unfinished, bytes);
        return file(unfinished, null);
    }

    private Mono<ResponseBody> file(UpstreamResponse upstream, @Nullable String type) {
        Path unfinished = this.folder.unfinished(this.name);
        return DataBufferUtils.write(upstream.body(), unfinished)
                .then(Mono.fromCallable(() -> file(unfinished, type)).subscribeOn(Schedulers.boundedElastic()))
                .doFinally(signal -> {
                    if (signal != SignalType.ON_COMPLETE) {
                        discard(unfinished);
                    }
                });
    }

    private ResponseBody file(Path unfinished, @Nullable String type) throws IOException {
        long size = Files.size(unfinished);
        if (size == 0) {
            save();
            Files.delete(unfinished);
            return new ResponseBody.Bytes(new byte[0]);
        }
        String fileName = this.name + "." + extension(type);
        Path file = this.folder.keep(unfinished, fileName);
        this.response.put("file", fileName);
        save();
        return new ResponseBody.Stored(file, size);
    }

    private String extension(@Nullable String type) {
        Matcher path = EXTENSION.matcher(this.request.uri().getRawPath());
        Matcher subtype = SUBTYPE.matcher(type == null ? "" : type);
        String extension = path.matches() ? path.group(1) : subtype.matches() ? subtype.group(1) : "bin";
        // Recordings are recognized by this extension, and many file systems ignore its case.
        return extension.equalsIgnoreCase("json") ? "bin" : extension;
    }

    private String toEmulator(@Nullable String field, String text) {
        return this.upstreamLinks.toEmulator(field, text, this.root);
    }

    private String toRecording(@Nullable String field, String text) {
        return this.secrets.remove(field, this.links.toPlaceholder(text, this.request));
    }

    private String eventToRecording(String data) {
        this.secrets.collectFrom(data);
        return this.secrets.remove(JsonValues.replaceText(data, this::toRecording));
    }

    private void save() throws IOException {
        this.folder.save(this.name, this.recording);
    }

    private long elapsedMillis() {
        return (System.nanoTime() - this.startedAt) / 1_000_000;
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
