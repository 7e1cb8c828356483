/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.capacity;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.benchmarks.Figures;
import io.github.replicate4j.benchmarks.Jvm;
import io.github.replicate4j.benchmarks.Program;
import io.github.replicate4j.benchmarks.Settings;
import io.github.replicate4j.benchmarks.WebClientByHand;
import io.github.replicate4j.benchmarks.load.WebhookApplication;
import io.github.replicate4j.benchmarks.server.LiveServer;
import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.predictions.Prediction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.boot.WebApplicationType;
import reactor.core.publisher.Flux;

/** Opens many waits, streams, or calls that wait in a queue, and measures the memory that each of them takes. */
final class RetainedProgram {

    private static final int WARM_UP = 100;

    private static final int FILE_SIZE = 1_000_000;

    /** Until each wait has been polled, so that it holds the latest state of its prediction. */
    private static final Duration UNTIL_POLLED = Duration.ofSeconds(12);

    /** Until the first output tokens of all streams, or until all calls are in the queue. */
    private static final Duration UNTIL_OPEN = LiveServer.PACE.multipliedBy(LiveServer.TOKENS / 3);

    private final String origin;

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private RetainedProgram(String origin) {
        this.origin = origin;
    }

    /**
     * Run the program.
     *
     * @param args URL of the server, name of what to measure, and how many
     */
    public static void main(String[] args) {
        RetainedProgram program = new RetainedProgram(args[0]);
        Program.measure(() -> program.measure(Kind.valueOf(args[1]), Integer.parseInt(args[2])));
    }

    private Figures measure(Kind kind, int count) throws Exception {
        return switch (kind) {
            case POLLED_WAIT -> waits(builder().buildAsync(), count);
            case WEBHOOK_WAIT ->
                waits(
                        WebhookApplication.start(WebApplicationType.REACTIVE, this.origin)
                                .getBean(AsyncReplicate.class),
                        count);
            case STREAM -> streams(builder().maxConnections(count + WARM_UP).buildAsync(), count);
            case QUEUED_UPLOAD -> uploads(count);
            case LIMITED_CREATE -> creates(count);
        };
    }

    private ReplicateBuilder builder() {
        return AsyncReplicate.builder().baseUrl(this.origin + "/v1").bearerToken(WebClientByHand.TOKEN);
    }

    private Figures waits(AsyncReplicate replicate, int count) throws InterruptedException {
        PredictionLoad load = new PredictionLoad(replicate);
        load.createAndAwait(WARM_UP, System.currentTimeMillis()).blockLast();
        CountDownLatch created = new CountDownLatch(1);
        double before = Jvm.retainedHeap();
        open(load.create(count, 0)
                .doOnTerminate(created::countDown)
                .flatMap(each -> replicate.predictions().await(each.id()), count));
        created.await();
        return retained(before, count, UNTIL_POLLED);
    }

    private Figures streams(AsyncReplicate replicate, int count) throws InterruptedException {
        Prediction prediction = Objects.requireNonNull(
                new PredictionLoad(replicate).create(1, 0).blockLast());
        Flux<String> stream = replicate.predictions().stream(prediction.id());
        Flux.range(0, WARM_UP).flatMap(each -> stream.take(1), WARM_UP).blockLast();
        double before = Jvm.retainedHeap();
        open(Flux.range(0, count).flatMap(each -> stream, count));
        return retained(before, count, UNTIL_OPEN);
    }

    private Figures uploads(int count) throws Exception {
        // As many as the queue takes: ten times the number of connections.
        int connections = Math.max(1, (count + 9) / 10);
        AsyncReplicate replicate = builder().maxConnections(connections).buildAsync();
        Path file = Files.write(Files.createTempFile("benchmarks", ".bin"), new byte[FILE_SIZE]);
        file.toFile().deleteOnExit();
        Flux<?> upload = Flux.defer(() -> replicate.files().create(FileUpload.of(file)));
        open(Flux.range(0, connections).flatMap(each -> upload, connections));
        Thread.sleep(UNTIL_OPEN.toMillis());
        double before = Jvm.retainedHeap();
        open(Flux.range(0, count).flatMap(each -> upload, count));
        return retained(before, count, UNTIL_OPEN);
    }

    private Figures creates(int count) throws InterruptedException {
        AsyncReplicate replicate = builder()
                .limits(limits -> limits.maxInFlight(1).maxWait(Duration.ofHours(1)))
                .buildAsync();
        PredictionLoad load = new PredictionLoad(replicate);
        load.create(1, 0).blockLast();
        double before = Jvm.retainedHeap();
        open(load.create(count, 0, count));
        return retained(before, count, UNTIL_OPEN);
    }

    private void open(Publisher<?> calls) {
        // Calls also fail when the program exits, which is too late to matter.
        Flux.from(calls).subscribe(done -> {}, failure -> this.failure.compareAndSet(null, failure));
    }

    private Figures retained(double before, int count, Duration settling) throws InterruptedException {
        Thread.sleep(settling.toMillis());
        double megabytes = Jvm.retainedHeap() - before;
        if (this.failure.get() != null) {
            throw new IllegalStateException("A call failed", this.failure.get());
        }
        return Figures.of("number", count)
                .and("heap bytes each", megabytes * Jvm.MEGABYTE / count)
                .and("heap MB", megabytes)
                .and("threads", Jvm.peakThreads());
    }

    /** What to measure. */
    enum Kind {
        POLLED_WAIT("wait, polling", Settings::waits),
        WEBHOOK_WAIT("wait, webhooks", Settings::waits),
        STREAM("open stream", Settings::streams),
        QUEUED_UPLOAD("upload that waits for a connection", Settings::uploads),
        LIMITED_CREATE("create that waits for a limit", Settings::uploads);

        private final String title;

        private final ToIntFunction<Settings> count;

        Kind(String title, ToIntFunction<Settings> count) {
            this.title = title;
            this.count = count;
        }

        String title() {
            return this.title;
        }

        int count(Settings settings) {
            return this.count.applyAsInt(settings);
        }
    }
}
