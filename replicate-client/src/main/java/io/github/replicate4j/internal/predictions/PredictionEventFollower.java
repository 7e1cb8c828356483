/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ApiException;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.context.ClientContext;
import io.github.replicate4j.internal.http.ConnectionFailures;
import io.github.replicate4j.internal.sse.EventConnection;
import io.github.replicate4j.internal.sse.ServerSentEvent;
import io.github.replicate4j.internal.support.HttpUrl;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionStatus;
import io.github.replicate4j.predictions.StreamEvent;
import io.github.replicate4j.settings.StreamSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * Follows one prediction until completion, without a deadline: over its event stream if it has one, otherwise by polling. Each
 * output is emitted once, even if connections are lost.
 *
 * <table>
 *   <caption>State machine</caption>
 *   <tr><th>State</th><th>Event</th><th>Next state</th></tr>
 *   <tr><td>STREAMING</td><td>success event after output, no output can be missing</td><td>COMPLETED</td></tr>
 *   <tr><td>STREAMING</td><td>failure or cancellation event</td><td>COMPLETED, with an error</td></tr>
 *   <tr><td>STREAMING</td><td>success event with possibly missing output, or event without outcome</td>
 *       <td>COMPLETED if the API confirms it, else POLLING</td></tr>
 *   <tr><td>STREAMING</td><td>event without type, which may be output</td><td>POLLING</td></tr>
 *   <tr><td>STREAMING</td><td>connection lost</td>
 *       <td>COMPLETED if the API confirms it, else STREAMING while {@link ReconnectPolicy} permits it, else POLLING</td></tr>
 *   <tr><td>STREAMING</td><td>address refused</td><td>POLLING</td></tr>
 *   <tr><td>POLLING</td><td>terminal status</td><td>COMPLETED</td></tr>
 * </table>
 */
final class PredictionEventFollower {

    private static final Log logger = LogFactory.getLog(PredictionEventFollower.class);

    private enum State {
        STREAMING,
        POLLING,
        COMPLETED
    }

    /** One connection to the event stream, and how it ended. */
    private static final class Attempt {

        private final EventConnection connection;

        private boolean eventsReceived;

        private boolean untypedEventReceived;

        private boolean addressRefused;

        private @Nullable TerminalEvent terminalEvent;

        private @Nullable ApiException failure;

        Attempt(EventConnection connection) {
            this.connection = connection;
        }

        /** Silence until the idle timeout is normal while the model is starting, as are comments only. */
        boolean wasAlive(Prediction prediction) {
            boolean timedOut = this.failure != null && ConnectionFailures.isTimeout(this.failure);
            boolean starting = prediction.status() == PredictionStatus.STARTING;
            return this.eventsReceived || timedOut && (starting || this.connection.isAlive());
        }
    }

    private final PredictionOperations predictions;

    private final Transport transport;

    private final StreamSettings settings;

    private final FinalState finalState;

    private final @Nullable URI url;

    private final ReconnectPolicy reconnects;

    private final EventDeduplicator deduplicator = new EventDeduplicator();

    private final EmittedOutput emitted = new EmittedOutput();

    private State state;

    private Prediction latest;

    private @Nullable String lastEventId;

    /**
     * Whether the stream may lack output: a connection was opened after the model started, an event id occurred twice, or an
     * event has an unknown type.
     */
    private boolean outputMayBeMissing;

    PredictionEventFollower(PredictionOperations predictions, ClientContext context, Prediction prediction) {
        this.predictions = predictions;
        this.transport = context.transport();
        this.settings = context.settings().stream();
        this.finalState = new FinalState(predictions, context);
        this.reconnects = new ReconnectPolicy(this.transport.settings().retries());
        this.latest = prediction;
        this.url = url(prediction.urls().stream());
        this.state = this.url == null || prediction.isTerminal() ? State.POLLING : State.STREAMING;
    }

    private @Nullable URI url(@Nullable String stream) {
        if (stream == null || stream.isBlank()) {
            return null;
        }
        URI url = HttpUrl.parse(stream);
        if (url != null && this.transport.eventStreams().mayOpen(url)) {
            return url;
        }
        logger.warn(
                "The stream URL of prediction " + this.latest.id() + " is not an https URL: the prediction is polled");
        return null;
    }

    /** Supports one subscription only. */
    Flux<StreamEvent> events() {
        return Flux.defer(() -> this.state == State.STREAMING ? stream() : poll())
                .repeat(() -> this.state != State.COMPLETED);
    }

    private Flux<StreamEvent> stream() {
        this.outputMayBeMissing |= this.lastEventId != null || modelStarted(this.latest);
        URI url = Objects.requireNonNull(this.url);
        Attempt attempt =
                new Attempt(new EventConnection(this.transport.eventStreams(), url, this.lastEventId, this.settings));
        Flux<ServerSentEvent> events = attempt.connection.events();
        Duration delay = this.reconnects.delay();
        return (delay.isZero() ? events : Mono.delay(delay).thenMany(events))
                .<StreamEvent>handle((event, sink) -> receive(event, attempt, sink))
                .onErrorResume(PredictionEventFollower::isConnectionLoss, failure -> {
                    attempt.failure = (ApiException) failure;
                    return Flux.empty();
                })
                .onErrorResume(IllegalArgumentException.class, refusal -> {
                    attempt.addressRefused = true;
                    return Flux.empty();
                })
                .concatWith(Flux.defer(() -> disconnected(attempt)));
    }

    private static boolean modelStarted(Prediction prediction) {
        return prediction.output() != null || prediction.startedAt() != null;
    }

    private static boolean isConnectionLoss(Throwable failure) {
        return failure instanceof ApiConnectionException || failure instanceof ApiStatusException;
    }

    private void receive(ServerSentEvent event, Attempt attempt, SynchronousSink<StreamEvent> sink) {
        attempt.terminalEvent = TerminalEvent.of(event);
        if (attempt.terminalEvent != null) {
            // Replicate expects the client to close the connection and keeps it open for a while.
            sink.complete();
            return;
        }
        if (!this.deduplicator.add(event)) {
            this.outputMayBeMissing = true;
            return;
        }
        attempt.eventsReceived = true;
        switch (event.type()) {
            case "output" -> {
                this.emitted.add(event.data());
                sink.next(new StreamEvent.Output(event.id(), event.data()));
            }
            case "logs" -> sink.next(new StreamEvent.Logs(event.id(), event.data()));
            case ServerSentEvent.UNTYPED -> {
                // Only the API shows whether it is output, and where in the output it belongs.
                attempt.untypedEventReceived = true;
                sink.complete();
            }
            default -> {
                this.outputMayBeMissing = true;
                sink.next(new StreamEvent.Other(event.id(), event.type(), event.data()));
            }
        }
    }

    private Flux<StreamEvent> disconnected(Attempt attempt) {
        if (attempt.addressRefused) {
            // Without the URL, which is a secret.
            logger.warn(
                    "The stream URL of prediction " + this.latest.id()
                            + " leads to an address that is not allowed, such as one of this machine: the prediction is polled");
            this.state = State.POLLING;
            return Flux.empty();
        }
        if (attempt.untypedEventReceived) {
            return completedOr(prediction -> State.POLLING);
        }
        TerminalEvent terminal = attempt.terminalEvent;
        if (terminal == null) {
            return connectionLost(attempt);
        }
        return switch (terminal.outcome()) {
            case SUCCEEDED -> succeeded(terminal);
            case FAILED, CANCELED -> failed(terminal);
            case UNKNOWN -> completedOr(prediction -> State.POLLING);
        };
    }

    private Flux<StreamEvent> connectionLost(Attempt attempt) {
        ApiException failure = attempt.failure;
        logger.debug("The stream of prediction " + this.latest.id() + " closed before completion"
                + (failure == null ? "" : ": " + failure.getMessage()));
        this.lastEventId = attempt.connection.lastEventId();
        return completedOr(prediction ->
                this.reconnects.permitsReconnect(attempt.wasAlive(prediction), attempt.connection.retry(), failure)
                                && this.deduplicator.recognizesAllEvents()
                        ? State.STREAMING
                        : State.POLLING);
    }

    private Flux<StreamEvent> succeeded(TerminalEvent terminal) {
        if (this.outputMayBeMissing || this.emitted.isEmpty()) {
            // Only the output of a completed prediction shows which parts are missing, and the API may lag behind the
            // stream.
            return completedOr(prediction -> State.POLLING);
        }
        this.state = State.COMPLETED;
        return this.finalState
                .ifObserved(this.latest.id())
                .filter(Prediction::succeeded)
                .map(prediction -> new StreamEvent.Done(terminal.id(), prediction))
                .defaultIfEmpty(new StreamEvent.Done(terminal.id(), null))
                .flux()
                .cast(StreamEvent.class);
    }

    private Flux<StreamEvent> failed(TerminalEvent terminal) {
        this.state = State.COMPLETED;
        return this.predictions
                .get(this.latest.id())
                .onErrorResume(ReplicateException.class, failure -> Mono.just(this.latest))
                .flatMapMany(prediction -> prediction.isTerminal()
                        ? completed(prediction)
                        : Flux.error(() -> new ModelException(terminal.applyTo(prediction))));
    }

    /** Read the prediction, and continue with the given state if it has not completed. */
    private Flux<StreamEvent> completedOr(Function<Prediction, State> next) {
        return this.predictions
                .get(this.latest.id())
                .onErrorResume(failure -> {
                    // Polling recognizes temporary failures.
                    this.state = State.POLLING;
                    return Mono.empty();
                })
                .flatMapMany(prediction -> {
                    this.latest = prediction;
                    this.state = next.apply(prediction);
                    return prediction.isTerminal() ? completed(prediction) : Flux.empty();
                });
    }

    private Flux<StreamEvent> poll() {
        return this.predictions
                .completionSource()
                .states(this.latest.id(), this.latest)
                .concatMap(prediction -> prediction.isTerminal() ? completed(prediction) : progressed(prediction), 0);
    }

    private Flux<StreamEvent> progressed(Prediction prediction) {
        // The API may lag behind the stream, so a mismatch is an error only after completion.
        List<String> missing = this.emitted.missingFrom(prediction.output(), false);
        return missing == null ? Flux.empty() : emit(missing);
    }

    private Flux<StreamEvent> completed(Prediction prediction) {
        this.state = State.COMPLETED;
        boolean removed = Boolean.TRUE.equals(prediction.dataRemoved());
        List<String> missing = removed ? null : this.emitted.missingFrom(prediction.output(), true);
        if (!prediction.succeeded()) {
            return emit(missing == null ? List.of() : missing)
                    .concatWith(Mono.error(() -> new ModelException(prediction)));
        }
        return missing == null
                ? Flux.error(() -> incomplete(prediction, removed))
                : emit(missing).concatWith(Mono.just(new StreamEvent.Done(null, prediction)));
    }

    private Flux<StreamEvent> emit(List<String> outputs) {
        return Flux.fromIterable(outputs).doOnNext(this.emitted::add).map(data -> new StreamEvent.Output(null, data));
    }

    private static ReplicateException incomplete(Prediction prediction, boolean removed) {
        return new ReplicateException(
                "Prediction " + prediction.id() + " succeeded, but the rest of its output cannot be streamed: "
                        + (removed
                                ? "Replicate has removed the output."
                                : "the output does not start with the events received so far. Read it with"
                                        + " predictions.get."),
                null);
    }
}
