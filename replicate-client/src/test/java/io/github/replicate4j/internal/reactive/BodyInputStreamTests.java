/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.testing.Stress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.publisher.TestPublisher;

class BodyInputStreamTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final NettyDataBufferFactory factory = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);

    private final Queue<ByteBuf> buffers = new ConcurrentLinkedQueue<>();

    @AfterEach
    void allBuffersAreReleased() {
        Thread.interrupted();
        Awaitility.await().atMost(LIMIT).until(() -> this.buffers.stream().allMatch(piece -> piece.refCnt() == 0));
    }

    private DataBuffer piece(byte... bytes) {
        ByteBuf piece = UnpooledByteBufAllocator.DEFAULT.buffer().writeBytes(bytes);
        this.buffers.add(piece);
        return this.factory.wrap(piece);
    }

    /** Buffers of several sizes, some of them empty. */
    private Flux<DataBuffer> pieces(byte[] content) {
        Random random = new Random(3);
        return Flux.<DataBuffer, Integer>generate(() -> 0, (from, sink) -> {
                    if (from == content.length) {
                        sink.complete();
                        return from;
                    }
                    int to = Math.min(content.length, from + random.nextInt(2000));
                    sink.next(piece(Arrays.copyOfRange(content, from, to)));
                    return to;
                })
                .publishOn(Schedulers.parallel(), 1)
                .doOnDiscard(DataBuffer.class, DataBufferUtils::release);
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void readsSameBytesWithAnyReadSize(int count) throws Exception {
        byte[] content = content(50_000);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (InputStream body = new BodyInputStream(pieces(content))) {
            if (count == 1) {
                for (int next = body.read(); next >= 0; next = body.read()) {
                    read.write(next);
                }
            } else {
                byte[] chunk = new byte[count];
                for (int got = body.read(chunk); got >= 0; got = body.read(chunk)) {
                    read.write(chunk, 0, got);
                }
            }
            assertThat(body.read()).isEqualTo(-1);
            assertThat(body.read(new byte[3])).isEqualTo(-1);
        }
        assertThat(read.toByteArray()).isEqualTo(content);
    }

    @Test
    void missingDataIsNotEndOfStream() throws Exception {
        for (int round = 0; round < Stress.times(5, 20); round++) {
            byte[] content = content(20_000);
            Flux<DataBuffer> small =
                    Flux.range(0, content.length).map(i -> piece(content[i])).publishOn(Schedulers.parallel(), 4);
            try (InputStream body = new BodyInputStream(small)) {
                assertThat(body.readAllBytes()).isEqualTo(content);
            }
            this.buffers.removeIf(piece -> piece.refCnt() == 0);
        }
    }

    @Test
    void prefetchIsLimited() throws Exception {
        try (InputStream body = new BodyInputStream(pieces(content(1_000_000)))) {
            assertThat(body.read()).isNotEqualTo(-1);
            Awaitility.await().atMost(LIMIT).during(Duration.ofMillis(50)).until(() -> this.buffers.size() < 30);
        }
    }

    @Test
    void errorIsThrownAfterPrecedingBytes() throws Exception {
        Flux<DataBuffer> broken = Flux.defer(() -> Flux.just(piece((byte) 1, (byte) 2)))
                .concatWith(Mono.error(new IllegalArgumentException("broken")));
        try (InputStream body = new BodyInputStream(broken)) {
            assertThat(body.readNBytes(2)).containsExactly(1, 2);
            assertThat(catchThrowable(body::read)).hasMessage("broken");
            assertThat(catchThrowable(body::read)).hasMessage("broken");
        }
    }

    @Test
    void closeCancelsDownload() throws Exception {
        TestPublisher<DataBuffer> source = TestPublisher.create();
        InputStream body = new BodyInputStream(source.flux());
        source.assertWasNotSubscribed();
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> read(body));
        Awaitility.await().atMost(LIMIT).until(source::wasSubscribed);
        source.next(piece((byte) 5, (byte) 6)).next(piece((byte) 7));
        assertThat(first.join()).isEqualTo(5);
        body.close();
        body.close();
        source.assertCancelled();
        assertThatExceptionOfType(IOException.class).isThrownBy(body::read).withMessageContaining("closed");
    }

    @Test
    void closeBeforeFirstReadDoesNotSubscribe() throws Exception {
        TestPublisher<DataBuffer> source = TestPublisher.create();
        new BodyInputStream(source.flux()).close();
        source.assertWasNotSubscribed();
    }

    @Test
    void bufferThatArrivesDuringCloseIsReleased() throws Exception {
        for (int round = 0; round < Stress.times(50, 500); round++) {
            AtomicBoolean reading = new AtomicBoolean();
            InputStream body = new BodyInputStream(Flux.<DataBuffer>create(
                            sink -> {
                                Disposable feeding = Schedulers.parallel().schedule(() -> {
                                    for (int i = 0; i < 50; i++) {
                                        sink.next(piece((byte) i));
                                        reading.set(true);
                                    }
                                });
                                sink.onDispose(feeding);
                            },
                            FluxSink.OverflowStrategy.IGNORE)
                    .doOnDiscard(DataBuffer.class, DataBufferUtils::release));
            assertThat(body.read()).isZero();
            body.close();
        }
    }

    @Test
    void concurrentCloseFailsRead() throws Exception {
        TestPublisher<DataBuffer> source = TestPublisher.create();
        InputStream body = new BodyInputStream(source.flux());
        CompletableFuture<Throwable> reading = CompletableFuture.supplyAsync(() -> catchThrowable(body::read));
        Awaitility.await().atMost(LIMIT).until(source::wasSubscribed);
        body.close();
        assertThat(reading.join()).isInstanceOf(IOException.class);
    }

    @Test
    void concurrentCloseDoesNotReleaseBytesThatAreRead() throws Exception {
        AtomicReference<Runnable> duringRead = new AtomicReference<>(() -> {});
        ByteBuf piece = new UnpooledHeapByteBuf(UnpooledByteBufAllocator.DEFAULT, 1, 1) {
            @Override
            public ByteBuf readBytes(byte[] target, int offset, int length) {
                duringRead.get().run();
                return super.readBytes(target, offset, length);
            }
        };
        this.buffers.add(piece.writeByte(7));
        BodyInputStream body = new BodyInputStream(Flux.just(this.factory.wrap(piece)));
        Thread closing = new Thread(body::close);
        duringRead.set(() -> {
            closing.start();
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(closing::getState, EnumSet.of(Thread.State.BLOCKED, Thread.State.TERMINATED)::contains);
        });
        assertThat(body.read()).isEqualTo(7);
        closing.join();
        assertThatExceptionOfType(IOException.class).isThrownBy(body::read).withMessageContaining("closed");
    }

    @Test
    void interruptDoesNotLoseBytes() throws Exception {
        byte[] content = content(20_000);
        AtomicBoolean done = new AtomicBoolean();
        Thread reader = Thread.currentThread();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        int interrupts = 0;
        Sinks.Empty<Void> interrupted = Sinks.empty();
        // Nothing arrives before the first interrupt, so that at least one interrupt ends a read.
        Flux<DataBuffer> small = Flux.range(0, content.length)
                .map(i -> piece(content[i]))
                .delaySubscription(Mono.firstWithSignal(interrupted.asMono(), Mono.delay(LIMIT)))
                .publishOn(Schedulers.parallel(), 1);
        Thread interrupter = new Thread(() -> {
            while (!done.get()) {
                reader.interrupt();
                Thread.yield();
            }
        });
        try (InputStream body = new BodyInputStream(small)) {
            interrupter.start();
            while (read.size() < content.length) {
                try {
                    read.write(body.read());
                } catch (CallInterruptedException ex) {
                    Thread.interrupted();
                    interrupts++;
                    interrupted.tryEmitEmpty();
                }
            }
            done.set(true);
            while (interrupter.isAlive()) {
                Thread.onSpinWait();
            }
            Thread.interrupted();
            assertThat(body.read()).isEqualTo(-1);
        } finally {
            done.set(true);
        }
        assertThat(read.toByteArray()).isEqualTo(content);
        assertThat(interrupts).isPositive();
    }

    @Test
    void rejectsReactorThread() {
        TestPublisher<DataBuffer> source = TestPublisher.create();
        InputStream body = new BodyInputStream(source.flux());
        assertThatIllegalStateException()
                .isThrownBy(() -> Mono.fromCallable(body::read)
                        .subscribeOn(Schedulers.parallel())
                        .block())
                .withMessageContaining("AsyncReplicate");
    }

    private static int read(InputStream body) {
        try {
            return body.read();
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
