/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.upload;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.error.UnprocessableEntityException;
import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.settings.FileEncoding;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Uploads of the files of an input, and their effect on the create that follows. */
@Order(1)
class InputUploadTests {

    private static final Pattern NAME = Pattern.compile("filename=\"([^\"]*)\"");

    private static final Duration QUIET = Duration.ofMillis(80);

    private static Map<String, Object> files(int count) {
        return Map.of(
                "images",
                IntStream.range(0, count)
                        .mapToObj(each -> FileUpload.of(new byte[] {1}, "f" + each + ".png"))
                        .toList());
    }

    private static Replicate client(FaultServer server) {
        return Wire.builder(server.baseUrl())
                .files(files -> files.encoding(FileEncoding.UPLOAD))
                .build();
    }

    private static String uploaded(FaultServer.Received upload) {
        Matcher name = NAME.matcher(upload.body());
        assertThat(name.find()).isTrue();
        return FaultServer.answer(
                201,
                "application/json",
                "{\"id\":\"" + name.group(1) + "\",\"urls\":{\"get\":\"https://example.com/" + name.group(1) + "\"}}");
    }

    private static FaultServer.Behavior creates(FaultServer.Received request) {
        return connection ->
                connection.write(FaultServer.answer(201, "application/json", Wire.succeeded("created", "\"done\"")));
    }

    private static long uploads(FaultServer server) {
        return server.requests().stream()
                .filter(request -> request.path().equals("/v1/files"))
                .count();
    }

    private static long cancels(FaultServer server) {
        return server.requests().stream()
                .filter(request -> request.path().endsWith("/cancel"))
                .count();
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void uploadsFourConcurrentlyInOrder(ClientStyle style) throws Exception {
        AtomicInteger active = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch four = new CountDownLatch(4);
        try (FaultServer server = FaultServer.start().afterwards(connection -> {
                    FaultServer.Received request = connection.readRequest();
                    if (request.creates()) {
                        creates(request).meet(connection);
                        return;
                    }
                    most.accumulateAndGet(active.incrementAndGet(), Math::max);
                    four.countDown();
                    four.await();
                    active.decrementAndGet();
                    connection.write(uploaded(request));
                });
                Replicate client = client(server)) {
            style.call(
                    client,
                    blocking -> blocking.run("owner/name", files(10)).prediction(),
                    reactive -> reactive.run("owner/name", files(10)).map(output -> output.prediction()));
            assertThat(most).hasValue(4);
            FaultServer.Received create = server.requests().stream()
                    .filter(FaultServer.Received::creates)
                    .findFirst()
                    .orElseThrow();
            List<String> urls = IntStream.range(0, 10)
                    .mapToObj(each -> "\"https://example.com/f" + each + ".png\"")
                    .toList();
            assertThat(create.body()).contains(String.join(",", urls));
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void failedUploadCancelsOthersAndCreatesNothing(ClientStyle style) throws Exception {
        CountDownLatch others = new CountDownLatch(1);
        try (FaultServer server = FaultServer.start().afterwards(connection -> {
                    FaultServer.Received request = connection.readRequest();
                    if (request.body().contains("f1.png")) {
                        others.await();
                        connection.write(FaultServer.answer(422, "application/json", "{\"detail\":\"no\"}"));
                    } else if (connection.readToTheEnd() == 0) {
                        // The client has closed the connection.
                        return;
                    }
                });
                Replicate client = client(server)) {
            Thread release = new Thread(() -> {
                await().until(() -> uploads(server) == 4);
                others.countDown();
            });
            release.start();
            assertThatExceptionOfType(UnprocessableEntityException.class)
                    .isThrownBy(() -> style.call(
                            client,
                            blocking -> blocking.run("owner/name", files(6)).prediction(),
                            reactive -> reactive.run("owner/name", files(6)).map(output -> output.prediction())))
                    .withMessageContaining("input.images[1]");
            release.join();
            await().during(QUIET).until(() -> server.creates() == 0 && uploads(server) == 4);
        }
    }

    @Test
    void callCancelledDuringUploadCreatesNothing() throws Exception {
        AtomicInteger hungUp = new AtomicInteger();
        try (FaultServer server = FaultServer.start().afterwards(connection -> {
                    connection.readRequest();
                    connection.readToTheEnd();
                    hungUp.incrementAndGet();
                });
                Replicate client = client(server)) {
            var call = client.async().run("owner/name", files(2)).subscribe();
            await().until(() -> uploads(server) == 2);
            call.dispose();
            await().until(() -> hungUp.get() == 2);
            await().during(QUIET).until(() -> server.requests().size() == 2);
        }
    }

    @Test
    void interruptDuringUploadCreatesNothing() throws Exception {
        AtomicInteger hungUp = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (FaultServer server = FaultServer.start().afterwards(connection -> {
                    connection.readRequest();
                    connection.readToTheEnd();
                    hungUp.incrementAndGet();
                });
                Replicate client = client(server)) {
            Thread thread = new Thread(() -> {
                try {
                    client.predictions().create(request -> request.version("v1").input(files(2)));
                } catch (CallInterruptedException ex) {
                    failure.set(ex);
                }
            });
            thread.start();
            await().until(() -> uploads(server) == 2);
            thread.interrupt();
            thread.join();
            assertThat(failure.get()).isNotNull();
            await().until(() -> hungUp.get() == 2);
            await().during(QUIET).until(() -> server.requests().size() == 2);
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void deadlineOfRunIncludesUploads(ClientStyle style) throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.neverAnswer());
                Replicate client = client(server)) {
            Duration timeout = Duration.ofSeconds(1);
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> style.call(
                            client,
                            blocking -> blocking.run(request -> request.model("owner/name")
                                            .input(files(1))
                                            .timeout(timeout))
                                    .prediction(),
                            reactive -> reactive.run(request -> request.model("owner/name")
                                            .input(files(1))
                                            .timeout(timeout))
                                    .map(output -> output.prediction())))
                    .satisfies(failure -> assertThat(failure.id()).isNull())
                    .withMessageContaining("files of its input")
                    .withMessageContaining("Nothing was created")
                    .withMessageNotContaining("no response");
            await().during(QUIET).until(() -> server.creates() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void deadlineOfRunReportsCreateInFlight(ClientStyle style) throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(connection -> {
                    FaultServer.Received request = connection.readRequest();
                    if (request.creates()) {
                        connection.readToTheEnd();
                    } else {
                        connection.write(uploaded(request));
                    }
                });
                Replicate client = client(server)) {
            Duration timeout = Duration.ofSeconds(3);
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> style.call(
                            client,
                            blocking -> blocking.run(request -> request.model("owner/name")
                                            .input(files(1))
                                            .timeout(timeout))
                                    .prediction(),
                            reactive -> reactive.run(request -> request.model("owner/name")
                                            .input(files(1))
                                            .timeout(timeout))
                                    .map(output -> output.prediction())))
                    .withMessageContaining("The create of owner/name received no response within 3000 ms");
        }
    }

    @Test
    void closingClientEndsUploads() throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.neverAnswer())) {
            Replicate client = client(server);
            client.async().run("owner/name", files(1)).subscribe(output -> {}, failure::set);
            await().until(() -> uploads(server) == 1);
            client.close();
            await().until(() -> failure.get() != null);
            assertThat(failure.get()).isInstanceOf(ReplicateException.class).hasMessageContaining("closed");
            assertThat(server.creates()).isZero();
        }
    }

    /** An upload can be aborted, but the create that follows cannot. */
    @Test
    void createInFlightAfterUploadsIsCompletedAndCancelled() throws Exception {
        CountDownLatch disposed = new CountDownLatch(1);
        try (FaultServer server = FaultServer.start().afterwards(connection -> {
                    FaultServer.Received request = connection.readRequest();
                    if (request.creates()) {
                        disposed.await();
                        connection.write(
                                FaultServer.answer(201, "application/json", Wire.prediction("created", "starting")));
                    } else if (request.path().endsWith("/cancel")) {
                        connection.write(
                                FaultServer.answer(200, "application/json", Wire.prediction("created", "canceled")));
                    } else {
                        connection.write(uploaded(request));
                    }
                });
                Replicate client = client(server)) {
            var call = client.async()
                    .predictions()
                    .create(request -> request.version("v1").input(files(2)))
                    .subscribe();
            await().until(() -> server.creates() == 1);
            call.dispose();
            disposed.countDown();
            await().until(() -> cancels(server) == 1);
            assertThat(server.creates()).isEqualTo(1);
        }
    }
}
