/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.EmulatorAddress;
import io.github.replicate4j.emulator.internal.http.ForwardedHeaders;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.http.Upload;
import io.github.replicate4j.emulator.internal.recording.UpstreamClient.UpstreamResponse;
import io.github.replicate4j.emulator.internal.server.RequestDispatcher.OperationHandler;
import io.github.replicate4j.emulator.request.Operation;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;

/**
 * Forwards requests to an API with the token of the client, and records them together with the responses.
 */
final class Recorder implements RecordedTraffic {

    // They belong to a connection, or would change the body.
    private static final Set<String> NOT_FORWARDED = Set.of(
            "host",
            "connection",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect",
            "content-length",
            "accept-encoding",
            "range",
            "if-range",
            "if-none-match",
            "if-modified-since",
            "cookie",
            "origin",
            "referer");

    private static final Set<String> FORWARDED_TO_FILE_HOSTS =
            Set.of("accept", "user-agent", "cache-control", "last-event-id");

    private final RecordingFolder folder;

    private final EmulatorClock clock;

    private final OwnLinks links;

    private final UpstreamLinks upstreamLinks;

    private final RequestDescription descriptions;

    private final OpenStreams streams = new OpenStreams();

    private final UpstreamClient client = new UpstreamClient();

    Recorder(URI upstream, RecordingFolder folder, EmulatorAddress address, EmulatorClock clock) {
        this.folder = folder;
        this.clock = clock;
        this.links = new OwnLinks(address);
        this.upstreamLinks = new UpstreamLinks(upstream);
        this.descriptions = new RequestDescription(this.links);
    }

    @Override
    public OperationHandler handler(Operation operation) {
        return request -> forward(operation, request);
    }

    @Override
    public OperationHandler unknownOperation() {
        return request -> forward(null, request);
    }

    @Override
    public void reset() {}

    @Override
    public void close() {
        this.streams.close();
        this.client.close();
    }

    private Mono<ApiResponse> forward(@Nullable Operation operation, ReceivedRequest request) {
        Upload upload = request.upload();
        if (upload != null && upload.error() != null) {
            return Mono.error(upload.error());
        }
        URI url = url(operation, request);
        return Mono.fromCallable(() -> exchange(operation, request))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(exchange -> this.client
                        .send(request.method(), url, headers(request, url), body(request))
                        .flatMap(upstream -> complete(exchange, upstream)));
    }

    private static Mono<ApiResponse> complete(RecordedExchange exchange, UpstreamResponse upstream) {
        return Mono.defer(() -> exchange.complete(upstream)).doFinally(signal -> {
            // The body may not have been read.
            if (signal != SignalType.ON_COMPLETE) {
                upstream.discard();
            }
        });
    }

    private URI url(@Nullable Operation operation, ReceivedRequest request) {
        String query = request.uri().getRawQuery();
        String path = request.uri().getRawPath();
        boolean file = operation == Operation.OUTPUT_FILE || operation == Operation.STREAM;
        String url = file
                ? this.upstreamLinks.remembered(path)
                : this.upstreamLinks.fromEmulator(path + (query == null ? "" : "?" + query));
        if (url == null) {
            throw ApiException.notFound("The link is not from a response of the API since the start of the emulator: "
                    + "request the prediction again to get a new link");
        }
        return URI.create(url);
    }

    private RecordedExchange exchange(@Nullable Operation operation, ReceivedRequest request) throws IOException {
        Secrets secrets = new Secrets(request.header(HttpHeaders.AUTHORIZATION));
        Map<String, @Nullable Object> description = this.descriptions.describe(request, secrets);
        return new RecordedExchange(
                this.folder,
                this.clock,
                this.links,
                this.upstreamLinks,
                this.streams,
                secrets,
                operation,
                request,
                description);
    }

    private HttpHeaders headers(ReceivedRequest request, URI url) {
        boolean trusted = this.upstreamLinks.isTrusted(url);
        HttpHeaders headers = new HttpHeaders();
        request.headers().forEach((name, values) -> {
            String lowerCase = name.toLowerCase(Locale.ROOT);
            boolean forwarded = trusted
                    ? !NOT_FORWARDED.contains(lowerCase) && !ForwardedHeaders.contain(name)
                    : FORWARDED_TO_FILE_HOSTS.contains(lowerCase);
            if (forwarded) {
                headers.addAll(name, values);
            }
        });
        return headers;
    }

    private UpstreamBody body(ReceivedRequest request) {
        Upload upload = request.upload();
        if (upload != null) {
            return UpstreamBody.multipart(upload);
        }
        return UpstreamBody.of(request.body().length == 0 ? request.body() : withLinksOfApi(request));
    }

    /** Return the body with links of the API, for example if an uploaded file is an input. */
    private byte[] withLinksOfApi(ReceivedRequest request) {
        byte[] body = request.body();
        // Otherwise the body is forwarded as it is.
        if (!new String(body, StandardCharsets.UTF_8).contains("http")) {
            return body;
        }
        try {
            Object json = JsonValues.read(body);
            Object replaced = JsonValues.replaceStrings(json, null, (name, text) -> {
                String path = this.links.ownPath(text, request);
                String url = path == null ? null : this.upstreamLinks.fromEmulator(path);
                return url == null ? text : url;
            });
            return replaced == null || replaced.equals(json) ? body : JsonValues.write(replaced);
        } catch (JacksonException ex) {
            return body;
        }
    }
}
