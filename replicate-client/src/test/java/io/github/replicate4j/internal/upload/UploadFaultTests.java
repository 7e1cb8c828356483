/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.upload;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.ApiTimeoutException;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.InternalServerException;
import io.github.replicate4j.error.MissingTokenException;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.files.UploadedFile;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Failed uploads: connections, responses, and contents. */
@Execution(ExecutionMode.CONCURRENT)
class UploadFaultTests {

    private static final Duration QUIET = Duration.ofMillis(80);

    private static final FaultServer.Behavior CREATED =
            FaultServer.json(201, "{\"id\":\"f1\",\"urls\":{\"get\":\"https://api.replicate.com/v1/files/f1\"}}");

    private static final FaultServer.Behavior THROTTLED = FaultServer.json(429, "{\"detail\":\"throttled\"}");

    @TempDir
    private Path folder;

    private static Replicate client(FaultServer server) {
        return Wire.builder(server.baseUrl()).build();
    }

    private static Replicate client(ReplicateEmulator emulator) {
        return Wire.builder(emulator.baseUrl().toString())
                .bearerToken(emulator.token())
                .build();
    }

    private static UploadedFile create(ClientStyle style, Replicate client, FileUpload upload) {
        return style.call(
                client,
                blocking -> blocking.files().create(upload),
                reactive -> reactive.files().create(upload));
    }

    private static FileUpload stream(InputStream stream) {
        return FileUpload.of(stream, "a.txt");
    }

    /** Records how often it is closed, and which threads read it. */
    private static class WatchedStream extends InputStream {

        private final InputStream content;

        final AtomicLong closed = new AtomicLong();

        final AtomicLong read = new AtomicLong();

        final Set<String> readers = new ConcurrentSkipListSet<>();

        WatchedStream(String content) {
            this.content = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int read() throws IOException {
            this.readers.add(Thread.currentThread().getName());
            this.read.incrementAndGet();
            return this.content.read();
        }

        @Override
        public void close() {
            this.closed.incrementAndGet();
        }
    }

    /** A file whose content does not have the announced size. */
    private static Resource resource(long announced, InputStream content) {
        return new AbstractResource() {
            @Override
            public String getDescription() {
                return "a test";
            }

            @Override
            public String getFilename() {
                return "photo.png";
            }

            @Override
            public boolean exists() {
                return true;
            }

            @Override
            public long contentLength() {
                return announced;
            }

            @Override
            public InputStream getInputStream() throws IOException {
                if (content == null) {
                    throw new FileNotFoundException("a test");
                }
                return content;
            }
        };
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void throttledUploadOfFileIsRetried(ClientStyle style) throws Exception {
        Path file = Files.writeString(this.folder.resolve("a.txt"), "hello");
        try (FaultServer server = FaultServer.start(THROTTLED, THROTTLED).afterwards(CREATED);
                Replicate client = client(server)) {
            assertThat(create(style, client, FileUpload.of(file)).id()).isEqualTo("f1");
            assertThat(server.requests())
                    .hasSize(3)
                    .allSatisfy(each -> assertThat(each.body()).contains("\r\n\r\nhello\r\n--"));
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void throttledUploadOfStreamIsNotRetried(ClientStyle style) throws Exception {
        WatchedStream stream = new WatchedStream("hello");
        try (FaultServer server = FaultServer.start(connection -> {
                            connection.readHead();
                            connection.write(FaultServer.answer(429, "application/json", "{}", "retry-after-ms: 7"));
                            connection.readToTheEnd();
                        })
                        .afterwards(CREATED);
                Replicate client = client(server)) {
            assertThatExceptionOfType(RateLimitException.class)
                    .isThrownBy(() -> create(style, client, stream(stream)))
                    .withMessageContaining("read only once")
                    .satisfies(failure -> assertThat(failure.retryAfter()).isEqualTo(Duration.ofMillis(7)));
            assertThat(server.requests()).hasSize(1);
            await().until(() -> stream.closed.get() > 0);
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void streamIsReadOffEventLoopAndClosed(ClientStyle style) throws Exception {
        WatchedStream stream = new WatchedStream("hello");
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate client = client(emulator)) {
            assertThat(create(style, client, stream(stream)).size()).isEqualTo(5);
            await().until(() -> stream.closed.get() > 0);
            assertThat(stream.readers).isNotEmpty().allMatch(name -> name.startsWith("boundedElastic"));
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void unreadStreamIsClosed(ClientStyle style) throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        WatchedStream unsent = new WatchedStream("hello");
        WatchedStream inResource = new WatchedStream("hello");
        WatchedStream withoutToken = new WatchedStream("hello");
        try (Replicate client = Wire.builder("http://localhost:" + port + "/v1").build()) {
            assertThatExceptionOfType(ApiConnectionException.class)
                    .isThrownBy(() -> create(style, client, stream(unsent)))
                    .satisfies(failure -> assertThat(failure.requestSent()).isFalse());
            assertThatExceptionOfType(ApiConnectionException.class)
                    .isThrownBy(() -> create(style, client, FileUpload.of(new InputStreamResource(inResource))));
        }
        try (Replicate client = Replicate.builder().build()) {
            assertThatExceptionOfType(MissingTokenException.class)
                    .isThrownBy(() -> create(style, client, stream(withoutToken)));
        }
        assertThat(List.of(unsent, inResource, withoutToken)).allSatisfy(stream -> {
            assertThat(stream.closed).hasValue(1);
            assertThat(stream.read).hasValue(0);
        });
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void lostUploadIsRetried(ClientStyle style) throws Exception {
        try (FaultServer server =
                        FaultServer.start(FaultServer.status(503, ""), FaultServer.closeAfterBody(), CREATED);
                Replicate client = client(server)) {
            assertThat(create(style, client, FileUpload.of(new byte[] {1}, "a.bin"))
                            .id())
                    .isEqualTo("f1");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void lostUploadOfStreamIsNotRetried(ClientStyle style) throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.status(503, ""), CREATED);
                Replicate client = client(server)) {
            assertThatExceptionOfType(InternalServerException.class)
                    .isThrownBy(() -> create(style, client, stream(new ByteArrayInputStream(new byte[100]))));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void failedUploadOfRunCreatesNothing(ClientStyle style) throws Exception {
        Map<String, Object> input = Map.of("image", new byte[500_000]);
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.status(503, ""));
                Replicate client = client(server)) {
            assertThatExceptionOfType(InternalServerException.class)
                    .isThrownBy(() -> style.<Object>call(
                            client,
                            blocking -> blocking.run("owner/name", input),
                            reactive -> reactive.run("owner/name", input).cast(Object.class)))
                    .withMessageContaining("files.create for input.image")
                    .withMessageContaining("before anything else was created");
            assertThat(server.requests())
                    .extracting(FaultServer.Received::path)
                    .containsExactly("/v1/files", "/v1/files", "/v1/files");
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void secondCallWithSameStreamIsRefused(ClientStyle style) throws Exception {
        InputStream stream = new ByteArrayInputStream(new byte[100]);
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate client = client(emulator)) {
            create(style, client, stream(stream));
            assertThatExceptionOfType(ReplicateException.class)
                    .isThrownBy(() -> create(style, client, stream(stream)))
                    .withMessageContaining("a.txt")
                    .withMessageContaining("only once");
            Mono<UploadedFile> upload = client.async().files().create(stream(new ByteArrayInputStream(new byte[100])));
            assertThat(upload.block()).isNotNull();
            assertThatExceptionOfType(ReplicateException.class)
                    .isThrownBy(upload::block)
                    .withMessageContaining("only once");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void secondCallDoesNotCloseStreamOfFirst(boolean sameUpload) throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch later = new CountDownLatch(1);
        AtomicBoolean closed = new AtomicBoolean();
        InputStream slow = new ByteArrayInputStream(new byte[100_000]) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                reading.countDown();
                try {
                    later.await();
                } catch (InterruptedException ex) {
                    throw new IllegalStateException(ex);
                }
                if (closed.get()) {
                    throw new IllegalStateException("closed");
                }
                return super.read(into, from, length);
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
        FileUpload upload = stream(slow);
        AtomicReference<UploadedFile> uploaded = new AtomicReference<>();
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate client = client(emulator)) {
            client.async().files().create(upload).subscribe(uploaded::set);
            reading.await();
            assertThatExceptionOfType(ReplicateException.class)
                    .isThrownBy(() -> client.files().create(sameUpload ? upload : stream(slow)))
                    .withMessageContaining("only once");
            later.countDown();
            await().until(() -> uploaded.get() != null);
            assertThat(uploaded.get().size()).isEqualTo(100_000);
            await().untilTrue(closed);
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void tooLargeFileIsNamedWithItsSize(ClientStyle style) throws Exception {
        FaultServer.Behavior early = connection -> {
            connection.readHead();
            connection.write(
                    FaultServer.answer(413, "text/html", "<html><h1>413 Request Entity Too Large</h1></html>"));
            connection.readToTheEnd();
        };
        try (FaultServer server = FaultServer.start(early);
                Replicate client = client(server)) {
            assertThatExceptionOfType(ApiStatusException.class)
                    .isThrownBy(() -> create(style, client, FileUpload.of(new byte[20_000_000], "large.zip")))
                    .withMessageContaining("large.zip")
                    .withMessageContaining("20000")
                    .withMessageContaining("100 MB")
                    .withMessageNotContaining("<html>")
                    .satisfies(failure -> {
                        assertThat(failure.statusCode()).isEqualTo(413);
                        assertThat(failure.body()).contains("Entity Too Large");
                    });
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closedConnectionIsPlainFailure(boolean jdk) throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.closeAfterBody());
                Replicate client = jdk
                        ? Wire.builder(server.baseUrl())
                                .connector(new JdkClientHttpConnector())
                                .build()
                        : client(server)) {
            assertThatExceptionOfType(ApiConnectionException.class)
                    .isThrownBy(() -> client.files().create(FileUpload.of(new byte[100], "a.bin")))
                    .withMessageContaining("files.create");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void uploadHasItsOwnTimeout(ClientStyle style) throws Exception {
        FileUpload upload = FileUpload.of(new byte[100], "a.bin");
        try (FaultServer server = FaultServer.start(FaultServer.neverAnswer(), FaultServer.neverAnswer());
                Replicate impatient = Wire.builder(server.baseUrl())
                        .maxRetries(0)
                        .files(files -> files.uploadTimeout(Duration.ofMillis(1000)))
                        .build();
                Replicate patient = client(server)) {
            assertThatExceptionOfType(ApiTimeoutException.class)
                    .isThrownBy(() -> create(style, impatient, upload))
                    .withMessageContaining("1000 ms");
            assertThatExceptionOfType(ApiTimeoutException.class)
                    .isThrownBy(() -> create(
                            style,
                            patient.withOptions(options ->
                                    options.timeout(Duration.ofMillis(1100)).maxRetries(0)),
                            upload))
                    .withMessageContaining("1100 ms");
        }
        CountDownLatch later = new CountDownLatch(1);
        try (FaultServer server = FaultServer.start(FaultServer.answerAfter(later, CREATED));
                Replicate client = Wire.builder(server.baseUrl())
                        .timeout(Duration.ofSeconds(1))
                        .build()) {
            Mono.delay(Duration.ofSeconds(2)).subscribe(tick -> later.countDown());
            assertThat(create(style, client, upload).id()).isEqualTo("f1");
        }
    }

    enum Changed {
        SHRUNK("only 40 of the 100 bytes", new ByteArrayInputStream(new byte[40])),
        GROWN("more than the 100 bytes", new ByteArrayInputStream(new byte[140])),
        VANISHED("does not exist", null),
        BROKEN("disk on fire", new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }

            @Override
            public synchronized void reset() {}
        });

        private final String reason;

        private final InputStream content;

        Changed(String reason, InputStream content) {
            this.reason = reason;
            this.content = content;
        }
    }

    @ParameterizedTest
    @EnumSource(Changed.class)
    void fileThatChangesDuringUploadIsNotSentCompletely(Changed changed) throws Exception {
        assertNotSentCompletely(changed, builder -> {});
        if (changed.content != null) {
            changed.content.reset();
        }
        assertNotSentCompletely(changed, builder -> builder.connector(new JdkClientHttpConnector()));
    }

    private static void assertNotSentCompletely(Changed changed, Consumer<ReplicateBuilder> engine) throws Exception {
        AtomicLong arrived = new AtomicLong(-1);
        FaultServer server = FaultServer.start().afterwards(connection -> {
            connection.readHead();
            arrived.set(connection.readToTheEnd());
        });
        ReplicateBuilder builder = Wire.builder(server.baseUrl());
        engine.accept(builder);
        try (server;
                Replicate client = builder.build()) {
            assertThat(catchThrowable(() -> client.files().create(FileUpload.of(resource(100, changed.content)))))
                    .isExactlyInstanceOf(ReplicateException.class)
                    .hasMessageStartingWith("photo.png ")
                    .hasMessageContaining(changed.reason);
            await().during(QUIET).until(() -> server.requests().size() <= 1);
            server.requests().forEach(request -> {
                await().until(() -> arrived.get() >= 0);
                assertThat(arrived.get()).isLessThan(Long.parseLong(request.header("content-length")));
            });
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void unreadableFileIsRefusedBeforeAnythingIsSent(ClientStyle style) throws Exception {
        Path vanished = this.folder.resolve("vanished.png");
        try (FaultServer server = FaultServer.start();
                Replicate client = client(server)) {
            assertThat(catchThrowable(() -> create(style, client, FileUpload.of(vanished))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("vanished.png does not exist");
            assertThat(catchThrowable(() -> create(style, client, FileUpload.of(this.folder))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("directory");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void failingPublisherIsTheCause() throws Exception {
        Flux<DataBuffer> failing = Flux.concat(
                Mono.fromSupplier(() -> DefaultDataBufferFactory.sharedInstance.wrap(new byte[10])),
                Mono.error(new IllegalStateException("the camera is off")));
        try (FaultServer server = FaultServer.start().afterwards(connection -> {
                    connection.readHead();
                    connection.readToTheEnd();
                });
                Replicate client = client(server)) {
            assertThatExceptionOfType(ReplicateException.class)
                    .isThrownBy(() -> client.files().create(upload -> upload.content(failing)))
                    .withMessageStartingWith("file ")
                    .havingRootCause()
                    .withMessage("the camera is off");
        }
    }

    @Test
    void failingDownloadAsContentIsNoUnknownOutcome() throws Exception {
        Flux<DataBuffer> torn = Flux.concat(
                Mono.fromSupplier(() -> DefaultDataBufferFactory.sharedInstance.wrap(new byte[10])),
                Mono.error(new ApiConnectionException("A file ended early.", null, "file download", true)));
        try (FaultServer server = FaultServer.start().afterwards(connection -> {
                    connection.readHead();
                    connection.readToTheEnd();
                });
                Replicate client = client(server)) {
            assertThat(catchThrowable(() -> client.files().create(upload -> upload.content(torn))))
                    .isExactlyInstanceOf(ReplicateException.class)
                    .hasMessage("file cannot be read: A file ended early.")
                    .hasCauseInstanceOf(ApiConnectionException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void releasesAllBuffersOfPublisher(boolean disposed) throws Exception {
        Queue<ByteBuf> made = new ConcurrentLinkedQueue<>();
        NettyDataBufferFactory factory = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);
        Flux<DataBuffer> endless = Flux.generate(sink -> {
            ByteBuf buffer = UnpooledByteBufAllocator.DEFAULT.buffer().writeBytes(new byte[64 * 1024]);
            made.add(buffer);
            sink.next(factory.wrap(buffer));
        });
        CountDownLatch end = new CountDownLatch(1);
        try (FaultServer server = FaultServer.start(connection -> {
                    connection.readHead();
                    end.await();
                    connection.reset();
                });
                Replicate client = client(server)) {
            AtomicReference<Throwable> failure = new AtomicReference<>();
            var call = client.async()
                    .files()
                    .create(upload -> upload.content(endless))
                    .subscribe(file -> {}, failure::set);
            await().until(() -> made.size() > 50);
            if (disposed) {
                call.dispose();
            }
            end.countDown();
            await().until(() -> disposed || failure.get() != null);
            await().until(() -> made.stream().allMatch(buffer -> buffer.refCnt() == 0));
        }
    }

    @Test
    void cancelledUploadIsAborted() throws Exception {
        AtomicLong arrived = new AtomicLong(-1);
        AtomicBoolean cancelled = new AtomicBoolean();
        Flux<DataBuffer> endless = Flux.<DataBuffer>never()
                .startWith(DefaultDataBufferFactory.sharedInstance.wrap(new byte[100]))
                .doOnCancel(() -> cancelled.set(true));
        try (FaultServer server = FaultServer.start(connection -> {
                    connection.readHead();
                    arrived.set(connection.readToTheEnd());
                });
                Replicate client = client(server)) {
            var call = client.async()
                    .files()
                    .create(upload -> upload.content(endless))
                    .subscribe();
            await().until(() -> server.requests().size() == 1);
            call.dispose();
            await().untilTrue(cancelled);
            await().until(() -> arrived.get() >= 0);
        }
    }

    @Test
    @Timeout(30)
    void streamThatCannotBeClosedDoesNotDelayTheFailureForever() throws Exception {
        Semaphore end = new Semaphore(0);
        InputStream stalls = new InputStream() {
            @Override
            public synchronized int read() {
                end.acquireUninterruptibly();
                return -1;
            }

            @Override
            public synchronized void close() {}
        };
        try (FaultServer server = FaultServer.start();
                Replicate client = Wire.builder(server.baseUrl())
                        .files(files -> files.uploadTimeout(Duration.ofMillis(100)))
                        .build()) {
            assertThatExceptionOfType(ReplicateException.class)
                    .isThrownBy(() -> client.predictions()
                            .create(request -> request.version("v1").input("image", stalls)))
                    .withMessageContaining("could not be read within 100 ms");
            assertThat(server.requests()).isEmpty();
        } finally {
            end.release();
        }
    }

    @Test
    @Timeout(20)
    void streamsThatCannotBeClosedDelayTheFailureTogether() throws Exception {
        Semaphore end = new Semaphore(0);
        List<InputStream> stalling =
                Stream.generate(() -> stallsUntil(end)).limit(12).toList();
        try (FaultServer server = FaultServer.start();
                Replicate client = Wire.builder(server.baseUrl())
                        .files(files -> files.uploadTimeout(Duration.ofMillis(100)))
                        .build()) {
            assertThatExceptionOfType(ReplicateException.class)
                    .isThrownBy(() -> client.predictions()
                            .create(request -> request.version("v1").input("images", stalling)))
                    .withMessageContaining("could not be read within 100 ms");
            assertThat(server.requests()).isEmpty();
        } finally {
            end.release(1_000);
        }
    }

    private static InputStream stallsUntil(Semaphore end) {
        return new InputStream() {
            @Override
            public int read() {
                end.acquireUninterruptibly();
                return -1;
            }

            @Override
            public void close() {
                end.acquireUninterruptibly();
            }
        };
    }

    @Test
    void interruptAbortsUploadAndClosesStream() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        AtomicLong arrived = new AtomicLong(-1);
        AtomicBoolean closed = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch end = new CountDownLatch(1);
        InputStream stalls = new InputStream() {
            @Override
            public int read() throws IOException {
                reading.countDown();
                try {
                    end.await();
                } catch (InterruptedException ex) {
                    throw new IOException("interrupted");
                }
                return -1;
            }

            @Override
            public void close() {
                closed.set(true);
                end.countDown();
            }
        };
        try (FaultServer server = FaultServer.start(connection -> {
                    connection.readHead();
                    arrived.set(connection.readToTheEnd());
                });
                Replicate client = client(server)) {
            Thread thread = new Thread(() -> {
                try {
                    client.files().create(stream(stalls));
                } catch (CallInterruptedException ex) {
                    failure.set(ex);
                }
            });
            thread.start();
            reading.await();
            thread.interrupt();
            thread.join();
            assertThat(failure.get()).isInstanceOf(CallInterruptedException.class);
            await().untilTrue(closed);
            await().until(() -> arrived.get() >= 0);
        }
    }
}
