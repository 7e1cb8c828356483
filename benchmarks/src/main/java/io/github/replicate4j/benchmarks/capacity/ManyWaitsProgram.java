/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.capacity;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.benchmarks.Figures;
import io.github.replicate4j.benchmarks.Jvm;
import io.github.replicate4j.benchmarks.Lags;
import io.github.replicate4j.benchmarks.Program;
import io.github.replicate4j.benchmarks.load.WebhookApplication;
import io.github.replicate4j.completion.CompletionSignals;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Waits for many predictions whose completions webhooks report, and measures what the application uses. */
final class ManyWaitsProgram {

    private static final int WARM_UP = 2_000;

    /** For garbage collections and the first polls of the last waits. */
    private static final int SETTLING_MILLIS = 30_000;

    /** Requests for anything but a create that Replicate accepts from an account in a minute. */
    private static final int MAX_REQUESTS_PER_MINUTE = 3_000;

    private static final int MAX_CONNECTIONS = 500;

    private static final int MAX_WEBHOOK_THREADS = 200;

    private final WebClient http;

    private final int port;

    private final AsyncReplicate replicate;

    private final CompletionSignals signals;

    private final PredictionLoad load;

    private final URI processed;

    private ManyWaitsProgram(String origin) {
        ConfigurableApplicationContext application = WebhookApplication.start(WebApplicationType.REACTIVE, origin);
        this.http = WebClient.create(origin);
        this.port = URI.create(origin).getPort();
        this.replicate = application.getBean(AsyncReplicate.class);
        this.signals = application.getBean(CompletionSignals.class);
        this.load = new PredictionLoad(this.replicate);
        this.processed = URI.create(
                "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port") + "/processed");
    }

    /**
     * Run the program.
     *
     * @param args URL of the server, number of predictions, and seconds in which they complete
     */
    public static void main(String[] args) {
        Program.measure(
                () -> new ManyWaitsProgram(args[0]).measure(Integer.parseInt(args[1]), Integer.parseInt(args[2])));
    }

    private Figures measure(int count, int seconds) throws InterruptedException {
        this.load.createAndAwait(WARM_UP, System.currentTimeMillis()).blockLast();
        long warmUp = System.nanoTime();
        this.load.create(WARM_UP, System.currentTimeMillis()).blockLast();
        double millisOfCreates = (System.nanoTime() - warmUp) / 1e6 / WARM_UP * count;
        double heapBefore = Jvm.retainedHeap();
        // Those of the warm-up do not count.
        number(this.processed);
        // The first prediction completes after the last one was created.
        long firstCompletion = System.currentTimeMillis() + (long) (1.5 * millisOfCreates) + 2 * SETTLING_MILLIS;
        Lags lags = new Lags();
        AtomicInteger failed = new AtomicInteger();
        CountDownLatch created = new CountDownLatch(1);
        try (Usage usage = new Usage(this.port)) {
            long start = System.nanoTime();
            CompletableFuture<@Nullable Void> completions = this.load
                    .createCompleting(count, firstCompletion, seconds)
                    .doOnTerminate(created::countDown)
                    .flatMap(
                            each -> this.replicate
                                    .predictions()
                                    .await(each.id())
                                    .onErrorResume(failure -> {
                                        failed.incrementAndGet();
                                        return Mono.empty();
                                    }),
                            count)
                    .doOnNext(prediction -> lags.since(Objects.requireNonNull(prediction.completedAt())))
                    .then()
                    .toFuture();
            created.await();
            double creating = seconds(start);
            Thread.sleep(SETTLING_MILLIS);
            double heap = Jvm.retainedHeap() - heapBefore;
            int open = this.signals.awaited().size();
            double requestsWaiting = requestsPerMinute(SETTLING_MILLIS / 2);
            Thread.sleep(Math.max(0, firstCompletion - System.currentTimeMillis()));
            long reads = reads();
            long cpu = Jvm.cpuNanos();
            long completing = System.nanoTime();
            completions.join();
            double duration = seconds(completing);
            double cpuSeconds = (Jvm.cpuNanos() - cpu) / 1e9;
            double requests = (reads() - reads) * 60 / duration;
            return Figures.of("creates/s", count / creating)
                    .and("open waits", open)
                    .and("heap MB", heap)
                    .and("heap bytes each", heap * Jvm.MEGABYTE / open)
                    .and("polls/min, waiting", requestsWaiting)
                    .and("polls/min, completing", requests)
                    .and("completions/s", lags.count() / duration)
                    .and(lags.figures())
                    .and("delivered", lags.count())
                    .and("webhooks", number(this.processed))
                    .and("failed", failed.get())
                    .and("threads", Jvm.peakThreads())
                    .and(new Saturation(
                                    "requests to Replicate per minute",
                                    Math.max(requests, requestsWaiting),
                                    MAX_REQUESTS_PER_MINUTE)
                            .report())
                    .and(new Saturation("connections to Replicate", usage.connections(), MAX_CONNECTIONS).report())
                    .and(new Saturation("threads for webhooks", usage.webhookThreads(), MAX_WEBHOOK_THREADS).report())
                    .and(new Saturation(
                                    "processors",
                                    cpuSeconds / duration,
                                    Runtime.getRuntime().availableProcessors())
                            .report())
                    .and(new Saturation(
                                    "heap MB",
                                    heapBefore + heap,
                                    Runtime.getRuntime().maxMemory() / Jvm.MEGABYTE)
                            .report());
        }
    }

    private double requestsPerMinute(int millis) throws InterruptedException {
        long before = reads();
        long start = System.nanoTime();
        Thread.sleep(millis);
        return (reads() - before) * 60 / seconds(start);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private long reads() {
        return number(URI.create("http://127.0.0.1:" + this.port + "/reads"));
    }

    private long number(URI url) {
        return Long.parseLong(Objects.requireNonNull(
                this.http.get().uri(url).retrieve().bodyToMono(String.class).block()));
    }
}
