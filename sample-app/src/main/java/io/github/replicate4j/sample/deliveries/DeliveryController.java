/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.deliveries;

import io.github.replicate4j.sample.SampleProperties;
import java.util.concurrent.Semaphore;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Streams webhook deliveries as server-sent events.
 */
@RestController
class DeliveryController {

    static final int MAX_VIEWERS = 50;

    private static final ServerSentEvent<Delivery> HEARTBEAT =
            ServerSentEvent.<Delivery>builder().comment("heartbeat").build();

    private final Semaphore permits = new Semaphore(MAX_VIEWERS);

    private final Sinks.Empty<Void> closed = Sinks.empty();

    private final DeliveryLog log;

    private final SampleProperties properties;

    DeliveryController(DeliveryLog log, SampleProperties properties) {
        this.log = log;
        this.properties = properties;
    }

    @GetMapping(path = "/api/deliveries", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<Flux<ServerSentEvent<Delivery>>> watch(HttpMethod method) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(method == HttpMethod.HEAD ? Flux.empty() : stream());
    }

    private Flux<ServerSentEvent<Delivery>> stream() {
        if (!this.permits.tryAcquire()) {
            throw new TooManyViewersException();
        }
        return this.log
                .deliveries()
                .map(delivery -> ServerSentEvent.builder(delivery).build())
                .mergeWith(heartbeats())
                // The server sends the response headers with the first write.
                .startWith(HEARTBEAT)
                .takeUntilOther(this.closed.asMono())
                .doFinally(signal -> this.permits.release());
    }

    /** The server detects a closed connection only when it writes. */
    private Flux<ServerSentEvent<Delivery>> heartbeats() {
        return Flux.interval(this.properties.heartbeat()).onBackpressureDrop().map(any -> HEARTBEAT);
    }

    /** Open streams would delay the shutdown of the application. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        this.closed.tryEmitEmpty();
    }
}
