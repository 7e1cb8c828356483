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

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ApiException;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.context.ClientContext;
import io.github.replicate4j.internal.http.RetryPolicy;
import io.github.replicate4j.internal.sse.EventConnection;
import io.github.replicate4j.internal.sse.ServerSentEvent;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.settings.RetrySettings;
import io.github.replicate4j.settings.StreamSettings;
import io.github.replicate4j.stream.StreamEvent;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * Follows one prediction to its end: over its stream as long as that helps, and by polling where there is none. Each piece
 * of output is handed out once, whatever happens to connections. It has no deadline.
 */
final class PredictionEventFollower {

    private static final Log logger = LogFactory.getLog(PredictionEventFollower.class);

    /** How many connections in a row may bring nothing. */
    private static final int MOST_FRUITLESS = 5;

    private enum Next {
        CONNECT,
        POLL,
        END
    }

    private final PredictionOperations predictions;

    private final Transport transport;

    private final StreamSettings settings;

    private final @Nullable URI url;

    private final EventDeduplicator seen = new EventDeduplicator();

    private final EmittedOutput handedOut = new EmittedOutput();

    private Prediction known;

    private Next next;

    private @Nullable String lastEventId;

    /** Whether something may be missing: a connection began behind output, or an id came twice. */
    private boolean doubtful;

    private Duration delay = Duration.ZERO;

    private int fruitless;

    /** Of the present connection. */
    private boolean broughtSomething;

    private @Nullable TerminalEvent ending;

    private @Nullable ServerSentEvent last;

    private @Nullable ApiException lost;

    PredictionEventFollower(PredictionOperations predictions, ClientContext context, Prediction known) {
        this.predictions = predictions;
        this.transport = context.transport();
        this.settings = context.settings().stream();
        this.known = known;
        this.doubtful = known.output() != null;
        this.url = url(known.urls().stream());
        this.next = this.url == null || known.isTerminal() ? Next.POLL : Next.CONNECT;
    }

    private @Nullable URI url(@Nullable String stream) {
        if (stream == null || stream.isBlank()) {
            return null;
        }
        try {
            URI url = new URI(stream);
            if (this.transport.eventStreams().mayOpen(url)) {
                return url;
            }
        } catch (URISyntaxException ex) {
            // The same as a stream that must not be opened.
        }
        logger.warn("The stream of prediction " + this.known.id() + " is not at an https URL; it is polled instead");
        return null;
    }

    /** One subscription only. */
    Flux<StreamEvent> events() {
        return Flux.defer(this::round).repeat(() -> this.next != Next.END);
    }

    private Flux<StreamEvent> round() {
        URI stream = this.url;
        return switch (this.next) {
            case CONNECT -> stream == null ? polling() : connection(stream);
            case POLL -> polling();
            case END -> Flux.empty();
        };
    }

    private Flux<StreamEvent> connection(URI stream) {
        this.broughtSomething = false;
        this.ending = null;
        this.lost = null;
        this.doubtful |= this.lastEventId != null;
        EventConnection connection = new EventConnection(this.transport.eventStreams(), stream, this.lastEventId, this.settings);
        Flux<ServerSentEvent> come = this.delay.isZero()
                ? connection.events()
                : Mono.delay(this.delay).thenMany(connection.events());
        return come.<StreamEvent>handle(this::received)
                .onErrorResume(PredictionEventFollower::isLoss, failure -> {
                    this.lost = (ApiException) failure;
                    return Flux.empty();
                })
                .concatWith(Flux.defer(() -> disconnected(connection)));
    }

    private static boolean isLoss(Throwable failure) {
        return failure instanceof ApiConnectionException || failure instanceof ApiStatusException;
    }

    private void received(ServerSentEvent event, SynchronousSink<StreamEvent> sink) {
        TerminalEvent end = TerminalEvent.of(event);
        if (end != null) {
            this.ending = end;
            this.last = event;
            // Replicate expects the client to close: it would leave the connection open for a while.
            sink.complete();
            return;
        }
        if (!this.seen.add(event)) {
            this.doubtful = true;
            return;
        }
        this.broughtSomething = true;
        if (event.type().equals("output")) {
            this.handedOut.add(event.data());
            sink.next(new StreamEvent.Output(event.id(), event.data()));
        } else if (event.type().equals("logs")) {
            sink.next(new StreamEvent.Logs(event.id(), event.data()));
        }
    }

    private Flux<StreamEvent> disconnected(EventConnection connection) {
        TerminalEvent end = this.ending;
        ServerSentEvent event = this.last;
        if (end != null && event != null) {
            switch (end.kind()) {
                case SUCCEEDED -> {
                    return succeeded(event.id());
                }
                case FAILED -> {
                    return failed("failed", end.detail());
                }
                case CANCELED -> {
                    return failed("canceled", null);
                }
                case NOT_TOLD -> {
                    return settled(Next.POLL);
                }
            }
        }
        this.lastEventId = connection.lastEventId();
        this.fruitless = this.broughtSomething ? 0 : this.fruitless + 1;
        boolean hopeless = !this.seen.allKnown() || this.fruitless > MOST_FRUITLESS || !prepareDelay(connection);
        ApiException failure = this.lost;
        logger.debug("The stream of prediction " + this.known.id() + " ended early"
                + (failure == null ? "" : ": " + failure.getMessage()));
        return settled(hopeless ? Next.POLL : Next.CONNECT);
    }

    /** Returns whether it makes sense to connect again. */
    private boolean prepareDelay(EventConnection connection) {
        RetrySettings retries = this.transport.settings().retries();
        double factor = Math.pow(2, Math.max(this.fruitless - 1, 0));
        this.delay =
                shorter(Duration.ofMillis((long) (retries.initialDelay().toMillis() * factor)), retries.maxDelay());
        Duration asked = connection.retry();
        ApiException failure = this.lost;
        if (failure instanceof RateLimitException limited && limited.retryAfter() != null) {
            asked = limited.retryAfter();
        }
        if (asked != null) {
            this.delay = asked.compareTo(this.delay) > 0 ? asked : this.delay;
        }
        return this.delay.compareTo(retries.maxServerDelay()) <= 0 && (failure == null || RetryPolicy.isTransient(failure));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Asks how the prediction stands. Should that fail, polling knows best which failures pass. */
    private Flux<StreamEvent> settled(Next unlessEnded) {
        return this.predictions
                .get(this.known.id())
                .onErrorResume(failure -> {
                    this.next = Next.POLL;
                    return Mono.empty();
                })
                .flatMapMany(prediction -> {
                    this.known = prediction;
                    this.next = unlessEnded;
                    return prediction.isTerminal() ? ended(prediction) : Flux.empty();
                });
    }

    private Flux<StreamEvent> polling() {
        return this.predictions
                .completionSource()
                .states(this.known.id(), this.known)
                .concatMap(prediction -> prediction.isTerminal() ? ended(prediction) : grown(prediction), 0);
    }

    private Flux<StreamEvent> grown(Prediction prediction) {
        // The API may be behind the stream: only the end settles it.
        List<String> missing = this.handedOut.missingFrom(prediction.output(), false);
        return missing == null ? Flux.empty() : outputs(missing);
    }

    private Flux<StreamEvent> ended(Prediction prediction) {
        this.next = Next.END;
        boolean removed = Boolean.TRUE.equals(prediction.dataRemoved());
        List<String> missing = removed ? null : this.handedOut.missingFrom(prediction.output(), true);
        if (!prediction.succeeded()) {
            return outputs(missing == null ? List.of() : missing)
                    .concatWith(Mono.error(() -> new ModelException(prediction)));
        }
        return missing == null
                ? Flux.error(() -> incomplete(prediction, removed))
                : outputs(missing).concatWith(Mono.just(new StreamEvent.Done(null)));
    }

    private Flux<StreamEvent> outputs(List<String> missing) {
        return Flux.fromIterable(missing).doOnNext(this.handedOut::add).map(data -> new StreamEvent.Output(null, data));
    }

    private static ReplicateException incomplete(Prediction prediction, boolean removed) {
        return new ReplicateException(
                "Prediction " + prediction.id() + " succeeded, but its output cannot be streamed to its end: "
                        + (removed
                                ? "Replicate has removed it already."
                                : "it is not what the stream began with. Read it with predictions.get."),
                null);
    }

    /** A server that has forgotten events goes on behind a gap: the output itself tells, though the API may be behind. */
    private Flux<StreamEvent> succeeded(@Nullable String id) {
        if (this.doubtful) {
            return settled(Next.POLL);
        }
        this.next = Next.END;
        return Flux.just(new StreamEvent.Done(id));
    }

    private Flux<StreamEvent> failed(String status, @Nullable String detail) {
        this.next = Next.END;
        return this.predictions
                .get(this.known.id())
                .onErrorResume(ReplicateException.class, failure -> Mono.just(this.known))
                .flatMapMany(prediction -> prediction.isTerminal()
                        ? ended(prediction)
                        : Flux.error(() -> new ModelException(prediction.endedWith(status, detail))));
    }
}
