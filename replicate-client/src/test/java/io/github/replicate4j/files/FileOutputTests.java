/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.ApiTimeoutException;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.InternalServerException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.content.FileWriter;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

/** Files in the outputs of models: names and types, downloads, and saving. */
@Execution(ExecutionMode.CONCURRENT)
class FileOutputTests {

    private static final byte[] CONTENT = new byte[300_000];

    static {
        new Random(42).nextBytes(CONTENT);
    }

    private static final FaultServer.Behavior WHOLE =
            FaultServer.bytes("HTTP/1.1 200 OK\nContent-Type: image/png\nContent-Length: 300000\n", CONTENT);

    private static final FaultServer.Behavior TORN = FaultServer.bytes(
            "HTTP/1.1 200 OK\nContent-Type: image/png\nContent-Length: 300000\n", Arrays.copyOf(CONTENT, 100_000));

    @TempDir
    private Path folder;

    private Replicate replicate;

    @BeforeEach
    void makeClient() {
        this.replicate = builder().build();
    }

    @AfterEach
    void closeClient() {
        this.replicate.close();
    }

    private static ReplicateBuilder builder() {
        return Wire.builder("http://localhost:1/v1");
    }

    private static FileOutput file(Replicate client, String url) {
        return client.output(prediction(url)).file();
    }

    private FileOutput file(FaultServer server) {
        return file(this.replicate, server.origin() + "/out/picture.png?sig=SECRET");
    }

    private Stream<String> leftInFolder() throws IOException {
        try (Stream<Path> files = Files.list(this.folder)) {
            return files.map(each -> each.getFileName().toString()).toList().stream();
        }
    }

    @Test
    void readsFileIntoMemory() throws Exception {
        try (FaultServer server = FaultServer.start(WHOLE)) {
            assertThat(file(server).bytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    void emptyFileIsValid() throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.json(200, ""))) {
            assertThat(file(server).bytes()).isEmpty();
            assertThat(file(server).body()).isEmpty();
            assertThat(file(server).saveTo(this.folder.resolve("empty"))).isEmptyFile();
        }
    }

    @Test
    void streamsFile() throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(WHOLE)) {
            try (InputStream body = file(server).body()) {
                assertThat(body.readAllBytes()).isEqualTo(CONTENT);
            }
            StepVerifier.create(DataBufferUtils.join(this.replicate
                                    .async()
                                    .output(prediction(server.origin() + "/x.png"))
                                    .file()
                                    .body())
                            .map(buffer -> {
                                int count = buffer.readableByteCount();
                                DataBufferUtils.release(buffer);
                                return count;
                            }))
                    .expectNext(300_000)
                    .verifyComplete();
        }
    }

    private static Prediction prediction(String url) {
        try (FaultServer api = FaultServer.start(FaultServer.json(200, Wire.succeeded("abc", "\"" + url + "\"")));
                Replicate reader = Wire.builder(api.baseUrl()).build()) {
            return reader.predictions().get("abc");
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Test
    void saveToReplacesExistingFile() throws Exception {
        Path target = this.folder.resolve("picture.png");
        Files.writeString(target, "an older and much longer picture".repeat(100_000));
        try (FaultServer server = FaultServer.start(WHOLE)) {
            assertThat(file(server).saveTo(target)).isEqualTo(target.toAbsolutePath());
        }
        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(leftInFolder()).containsExactly("picture.png");
    }

    @Test
    void savedFileHasDefaultPermissions() throws Exception {
        Path other = Files.createFile(this.folder.resolve("other"));
        try (FaultServer server = FaultServer.start(WHOLE)) {
            Path saved = file(server).saveTo(this.folder.resolve("picture.png"));
            assertThat(Files.getPosixFilePermissions(saved)).isEqualTo(Files.getPosixFilePermissions(other));
        }
    }

    @Test
    void interruptedDownloadIsRetried() throws Exception {
        try (FaultServer server = FaultServer.start(TORN, TORN, WHOLE)) {
            assertThat(file(server).bytes()).isEqualTo(CONTENT);
            assertThat(server.requests()).hasSize(3);
        }
        try (FaultServer server = FaultServer.start(TORN, FaultServer.json(503, ""), WHOLE)) {
            assertThat(file(server).saveTo(this.folder.resolve("picture.png"))).hasBinaryContent(CONTENT);
            assertThat(leftInFolder()).containsExactly("picture.png");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void repeatedlyInterruptedDownloadFailsAndLeavesNoFile() throws Exception {
        Path target = this.folder.resolve("picture.png");
        try (FaultServer server = FaultServer.start().afterwards(TORN)) {
            assertThatExceptionOfType(ApiConnectionException.class)
                    .isThrownBy(() -> file(server).bytes());
            assertThat(server.requests()).hasSize(3);
            assertThatExceptionOfType(ApiConnectionException.class)
                    .isThrownBy(() -> file(server).saveTo(target));
            assertThat(leftInFolder()).isEmpty();
            Files.writeString(target, "older");
            assertThatExceptionOfType(ApiConnectionException.class)
                    .isThrownBy(() -> file(server).saveTo(target));
            assertThat(target).hasContent("older");
            assertThat(leftInFolder()).containsExactly("picture.png");
        }
    }

    @Test
    void truncatedStreamIsAnError() throws Exception {
        try (FaultServer server = FaultServer.start(TORN)) {
            try (InputStream body = file(server).body()) {
                assertThat(catchThrowable(body::readAllBytes)).isNotNull();
            }
            assertThat(server.requests()).hasSize(1);
        }
        try (FaultServer server = FaultServer.start(FaultServer.json(503, ""), WHOLE);
                InputStream body = file(server).body()) {
            assertThat(body.readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    void fileLargerThanLimitIsAnError() throws Exception {
        FaultServer.Behavior endless = FaultServer.bytes("HTTP/1.1 200 OK\n", CONTENT);
        try (FaultServer server = FaultServer.start(WHOLE, endless, endless, endless);
                Replicate small =
                        builder().files(files -> files.maxDownloadSize(200_000)).build()) {
            FileOutput file = file(small, server.origin() + "/x.png");
            assertThatExceptionOfType(ApiResponseValidationException.class)
                    .isThrownBy(file::bytes)
                    .withMessageContaining("maxDownloadSize")
                    .withMessageContaining("200000");
            assertThatExceptionOfType(ApiResponseValidationException.class).isThrownBy(file::bytes);
            assertThatExceptionOfType(ApiResponseValidationException.class)
                    .isThrownBy(() -> file.saveTo(this.folder.resolve("x.png")));
            assertThat(catchThrowable(() -> file.body().readAllBytes())).isNotNull();
            assertThat(leftInFolder()).isEmpty();
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void deletedFileIsNotFound() throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.status(404, "<html>expired</html>"))) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> file(server).bytes())
                    .withMessageContaining("file download");
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> file(server).saveTo(this.folder.resolve("x.png")));
            assertThat(leftInFolder()).isEmpty();
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void serverErrorIsReportedAfterRetries() throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.json(500, ""))) {
            assertThatExceptionOfType(InternalServerException.class)
                    .isThrownBy(() -> file(server).bytes());
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void missingFolderIsAnError() throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(WHOLE)) {
            assertThatExceptionOfType(ReplicateException.class)
                    .isThrownBy(() -> file(server).saveTo(this.folder.resolve("no/such/folder/x.png")))
                    .withMessageContainingAll("x.png", "its folder does not exist; create the folder first");
            assertThat(leftInFolder()).isEmpty();
        }
    }

    @Test
    void missingFolderOfALinkedFileIsAnError() throws Exception {
        Path link = Files.createSymbolicLink(this.folder.resolve("link.png"), Path.of("no/such/folder/x.png"));
        try (FaultServer server = FaultServer.start().afterwards(WHOLE)) {
            assertThatExceptionOfType(ReplicateException.class)
                    .isThrownBy(() -> file(server).saveTo(link))
                    .withMessageContainingAll("link.png", "its folder does not exist; create the folder first");
        }
    }

    @Test
    void missingPartialFileIsNotReportedAsMissingFolder() throws Exception {
        FaultServer.Behavior deleting = connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\na");
            Wire.await().until(() -> leftInFolder().count() == 1);
            Files.delete(this.folder.resolve(leftInFolder().findFirst().orElseThrow()));
            connection.write("b");
        };
        try (FaultServer server = FaultServer.start(deleting)) {
            assertThatExceptionOfType(ReplicateException.class)
                    .isThrownBy(() -> file(server).saveTo(this.folder.resolve("x.png")))
                    .withMessageEndingWith("x.png: NoSuchFileException.");
            assertThat(leftInFolder()).isEmpty();
        }
    }

    @Test
    void reasonOfAFailedSaveIsRedactedAndNeverMissing() {
        assertThat(failureOfSave(new IOException("https://x.test/a.png?sig=SECRET is broken")))
                .hasMessageEndingWith("x.png: https://x.test/a.png?*** is broken.");
        assertThat(failureOfSave(new IOException())).hasMessageEndingWith("x.png: java.io.IOException.");
    }

    private Throwable failureOfSave(IOException failure) {
        Flux<DataBuffer> broken = Flux.error(failure);
        return catchThrowable(() -> new FileWriter(this.folder.resolve("x.png"), "x.png")
                .write(broken)
                .block());
    }

    @Test
    void cancelledDownloadLeavesNoFile() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.stalledBody())) {
            var call = this.replicate
                    .async()
                    .output(prediction(server.origin() + "/x.png"))
                    .file()
                    .saveTo(this.folder.resolve("x.png"))
                    .subscribe();
            Wire.await().until(() -> leftInFolder().count() == 1);
            call.dispose();
            Wire.await().until(() -> leftInFolder().findAny().isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data:text/plain;base64,SGVsbG8= | Hello",
                "data:text/plain;base64,SGVs bG8= | Hello",
                "data:text/plain;BASE64,SGVsbG8%3D | Hello",
                "DATA:;base64,SGVsbG8 | Hello",
                "data:,Hello%2C%20world%21 | Hello, world!",
                "data:text/plain;charset=utf-8,gr%C3%BCn | grün",
                "data:image/svg+xml,<svg xmlns='x'/> | <svg xmlns='x'/>",
                "data:image/svg+xml;utf8,<text>grün 日本</text> | <text>grün 日本</text>",
                "data:,100% sure | 100% sure",
                "data:,%1 | %1",
                "data:, | ''"
            })
    void readsDataUrl(String url, String content) throws Exception {
        FileOutput file = file(this.replicate, url);
        assertThat(file.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(content);
        assertThat(file.body()).hasBinaryContent(content.getBytes(StandardCharsets.UTF_8));
        assertThat(file.saveTo(this.folder.resolve("x"))).hasContent(content);
        assertThat(file.toString()).doesNotContain("SGVs", "gr%C3", "svg xmlns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data:image/png;base64,SGVsbG8=x", "data:;base64,§§§"})
    void malformedDataUrlIsAnError(String url) throws Exception {
        FileOutput file = file(this.replicate, url);
        assertThatExceptionOfType(ReplicateException.class)
                .isThrownBy(file::bytes)
                .withMessageNotContaining("SGVs");
        assertThatExceptionOfType(ReplicateException.class).isThrownBy(() -> file.saveTo(this.folder.resolve("x")));
        assertThat(leftInFolder()).isEmpty();
    }

    @Test
    void pausedReaderContinues() throws Exception {
        byte[] large = new byte[12_000_000];
        new Random(7).nextBytes(large);
        AtomicBoolean hungUp = new AtomicBoolean();
        FaultServer.Behavior watched = connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: " + large.length + "\r\n\r\n");
            try {
                connection.write(large);
            } catch (IOException ex) {
                hungUp.set(true);
            }
        };
        try (FaultServer server = FaultServer.start(watched);
                Replicate client = builder().timeout(Duration.ofSeconds(2)).build();
                InputStream body = file(client, server.origin() + "/x.bin").body()) {
            assertThat(body.readNBytes(1)).containsExactly(large[0]);
            Wire.await().during(Duration.ofSeconds(3)).until(() -> !hungUp.get());
            assertThat(body.readAllBytes()).isEqualTo(Arrays.copyOfRange(large, 1, large.length));
        }
    }

    @Test
    void closingStreamClosesConnection() throws Exception {
        AtomicBoolean hungUp = new AtomicBoolean();
        FaultServer.Behavior endless = connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n\r\n");
            try {
                while (true) {
                    connection.write(CONTENT);
                }
            } catch (IOException ex) {
                hungUp.set(true);
            }
        };
        try (FaultServer server = FaultServer.start(endless)) {
            try (InputStream body = file(server).body()) {
                assertThat(body.readNBytes(100_000)).isEqualTo(Arrays.copyOf(CONTENT, 100_000));
            }
            Wire.await().untilTrue(hungUp);
        }
    }

    @Test
    void interruptEndsBlockedRead() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.stalledBody())) {
            AtomicInteger read = new AtomicInteger();
            AtomicReference<Throwable> failure = new AtomicReference<>();
            AtomicBoolean flag = new AtomicBoolean();
            Thread thread = new Thread(() -> {
                try (InputStream body = file(server).body()) {
                    while (body.read() >= 0) {
                        read.incrementAndGet();
                    }
                } catch (CallInterruptedException | IOException ex) {
                    failure.set(ex);
                    flag.set(Thread.currentThread().isInterrupted());
                }
            });
            thread.start();
            Wire.await().until(() -> read.get() == 3);
            thread.interrupt();
            Wire.await().until(() -> !thread.isAlive());
            assertThat(failure.get()).isInstanceOf(CallInterruptedException.class);
            assertThat(flag).isTrue();
        }
    }

    @Test
    void streamIsRefusedOnReactorThread() throws Exception {
        try (FaultServer server = FaultServer.start(WHOLE)) {
            FileOutput file = file(server);
            StepVerifier.create(Mono.fromCallable(() -> file.body().read()).subscribeOn(Schedulers.parallel()))
                    .verifyErrorSatisfies(failure -> assertThat(failure)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("AsyncReplicate"));
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/actuator/env",
                "http://127.0.0.1:8080/actuator/env",
                "http://127.1.2.3/x.png",
                "http://[::1]:8080/x.png",
                "https://localhost/x.png",
                "HTTPS://LOCALHOST/x.png",
                "https://intranet.localhost/x.png"
            })
    void loopbackUrlIsFileOnlyForLocalApi(String url) {
        Prediction prediction = prediction(url);
        try (Replicate remote = Replicate.create("r8_x")) {
            assertThat(remote.output(prediction).files()).isEmpty();
            assertThat(catchThrowable(() -> remote.output(prediction).file()))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(this.replicate.output(prediction).files()).hasSize(1);
    }

    @Test
    void percentSignInDataUrlIsEscaped() {
        assertThat(file(this.replicate, "data:text/plain,100% sure").url())
                .hasToString("data:text/plain,100%25%20sure");
    }

    @Test
    void illegalCharactersInDataUrlAreEscaped() {
        FileOutput file = file(this.replicate, "data:text/plain,a b \u00fc {x}|<y>#1");
        assertThat(file.url()).hasToString("data:text/plain,a%20b%20%C3%BC%20%7Bx%7D%7C%3Cy%3E%231");
        assertThat(file(this.replicate, "data:text/plain;base64,SGVs bG8=").url())
                .hasToString("data:text/plain;base64,SGVs%20bG8=");
    }

    @Test
    void plainHttpUrlOfRemoteHostIsText() {
        Prediction prediction = prediction("http://example.com/x.png");
        assertThat(this.replicate.output(prediction).files()).isEmpty();
        assertThat(this.replicate.output(prediction).text()).isEqualTo("http://example.com/x.png");
        assertThat(catchThrowable(() -> this.replicate.output(prediction).file()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void stringContainsNoSignature() {
        FileOutput file = file(this.replicate, "https://replicate.delivery/a/b.png?sig=SECRET#f");
        assertThat(file).hasToString("FileOutput[https://replicate.delivery/***/b.png?***]");
        assertThat(file.url()).hasToString("https://replicate.delivery/a/b.png?sig=SECRET#f");
        assertThat(file(this.replicate, "data:image/png;base64,SGVsbG8="))
                .hasToString("FileOutput[data:image/png;base64,***]");
    }

    private byte[] bytes(ClientStyle style, FaultServer server) {
        Prediction prediction = prediction(server.origin() + "/out/picture.png?sig=SECRET");
        return style.call(
                this.replicate,
                client -> client.output(prediction).file().bytes(),
                client -> client.output(prediction).file().bytes());
    }

    private Path saveTo(ClientStyle style, String url, Path target) {
        Prediction prediction = prediction(url);
        return style.call(
                this.replicate,
                client -> client.output(prediction).file().saveTo(target),
                client -> client.output(prediction).file().saveTo(target));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://replicate.delivery/xezq/abc/out-0.webp | out-0.webp | image/webp",
                "https://replicate.delivery/a/out.PNG?sig=x#y | out.PNG | image/png",
                "https://replicate.delivery/a/gr%C3%BC%C3%9Fe%20x.mp4 | grüße x.mp4 | video/mp4",
                "https://replicate.delivery/a/..%2F..%2Fetc%2Fpasswd | passwd | application/octet-stream",
                "https://replicate.delivery/a/%2E%2E | output | application/octet-stream",
                "https://replicate.delivery/a/%00%0d.png | __.png | image/png",
                "https://replicate.delivery/a/.bashrc | bashrc | application/octet-stream",
                "https://replicate.delivery/a/b/ | output | application/octet-stream",
                "https://replicate.delivery | output | application/octet-stream",
                "data:image/png;base64,aGVsbG8= | output.png | image/png",
                "data:image/svg+xml,<svg/> | output.svg | image/svg+xml",
                "data:text/plain;charset=utf-8,x | output.txt | text/plain;charset=utf-8",
                "data:,x | output.txt | text/plain",
                "data:nonsense;base64,aGVsbG8= | output.bin | application/octet-stream"
            })
    void nameAndTypeComeFromUrl(String url, String name, String type) {
        FileOutput file = file(this.replicate, url);
        assertThat(file.filename()).isEqualTo(name);
        assertThat(file.contentType()).hasToString(type);
    }

    @ParameterizedTest
    @CsvSource({
        "https://replicate.delivery/a/b.png, true",
        "https://pbxt.replicate.delivery/a/b.png, true",
        "https://example.com/a/b.png, false",
        "https://replicate.delivery.example.com/a/b.png, false",
        "'data:image/png;base64,aGVsbG8=', false"
    })
    void filesOnHostsOfReplicateAreTemporary(String url, boolean temporary) {
        assertThat(file(this.replicate, url).isTemporary()).isEqualTo(temporary);
    }

    @Test
    void filesOnTheHostOfTheApiAreTemporary() throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(WHOLE)) {
            String url = server.origin() + "/out/picture.png";
            assertThat(file(this.replicate, url).isTemporary()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void saveToFolderReplacesNothing(ClientStyle style) throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(WHOLE)) {
            String url = server.origin() + "/out/picture.png?sig=SECRET";
            assertThat(saveTo(style, url, this.folder))
                    .isEqualTo(this.folder.toAbsolutePath().resolve("picture.png"))
                    .hasBinaryContent(CONTENT);
            Files.writeString(this.folder.resolve("picture.png"), "mine");
            assertThat(saveTo(style, url, this.folder))
                    .hasFileName("picture-2.png")
                    .hasBinaryContent(CONTENT);
            assertThat(saveTo(style, server.origin() + "/out/..%2Fpicture", this.folder))
                    .hasFileName("picture");
            assertThat(this.folder.resolve("picture.png")).hasContent("mine");
            assertThat(leftInFolder()).containsExactlyInAnyOrder("picture.png", "picture-2.png", "picture");
        }
        assertThat(saveTo(style, "data:image/png;base64,aGVsbG8=", this.folder))
                .hasFileName("output.png")
                .hasContent("hello");
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void failedDownloadLeavesFolderUnchanged(ClientStyle style) throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.status(404, ""))) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> saveTo(style, server.origin() + "/x.png", this.folder));
            assertThat(leftInFolder()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void temporarilyUnavailableHostIsRetried(ClientStyle style) throws Exception {
        try (FaultServer server =
                FaultServer.start(FaultServer.status(503, "<html>")).afterwards(WHOLE)) {
            assertThat(bytes(style, server)).isEqualTo(CONTENT);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void deletedFileIsExplained(ClientStyle style) throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.status(404, "<html>"))) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> bytes(style, server))
                    .withMessageContaining("an hour after");
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void redirectIsNotFollowed(ClientStyle style) throws Exception {
        try (FaultServer elsewhere = FaultServer.start().afterwards(WHOLE);
                FaultServer server = FaultServer.start()
                        .afterwards(FaultServer.status(302, "", "Location: " + elsewhere.origin() + "/x?sig=SECRET"))) {
            assertThatExceptionOfType(ApiStatusException.class)
                    .isThrownBy(() -> bytes(style, server))
                    .withMessageContaining("302")
                    .withMessageContaining("Redirects are not followed")
                    .withMessageNotContaining("SECRET");
            assertThat(elsewhere.requests()).isEmpty();
            assertThat(server.requests())
                    .hasSize(1)
                    .allSatisfy(request ->
                            assertThat(request.header("authorization")).isNull());
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void shortBodyIsAnError(ClientStyle style) throws Exception {
        FaultServer.Behavior less = FaultServer.bytes("HTTP/1.1 200 OK\nContent-Length: 300001\n", CONTENT);
        try (FaultServer server = FaultServer.start().afterwards(less)) {
            assertThatExceptionOfType(ApiConnectionException.class).isThrownBy(() -> bytes(style, server));
            assertThat(server.requests()).hasSize(3);
        }
    }

    /** An HTTP body ends after its announced length: the rest belongs to no response. */
    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void longBodyIsCutAtContentLength(ClientStyle style) throws Exception {
        FaultServer.Behavior more = FaultServer.bytes("HTTP/1.1 200 OK\nContent-Length: 299990\n", CONTENT);
        try (FaultServer server = FaultServer.start().afterwards(more)) {
            assertThat(bytes(style, server)).hasSize(299_990);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void stalledDownloadIsAnError(ClientStyle style) throws Exception {
        this.replicate.close();
        this.replicate = builder().timeout(Duration.ofSeconds(1)).maxRetries(0).build();
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.stalledBody())) {
            assertThatExceptionOfType(ApiConnectionException.class)
                    .isThrownBy(() -> bytes(style, server))
                    .withMessageContaining("timed out: no data was received within 1000 ms (replicate.timeout)");
        }
    }

    private void limitDownloads(Duration timeout) {
        this.replicate.close();
        this.replicate =
                builder().files(files -> files.downloadTimeout(timeout)).build();
    }

    /** Sends one byte after the other, so slowly that the download never ends, but too fast for the timeout of a response. */
    private static final FaultServer.Behavior DRIPPING = connection -> {
        connection.readRequest();
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n");
        for (int i = 0; i < 300_000; i++) {
            connection.write("x");
            Thread.sleep(20);
        }
    };

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void drippingDownloadFailsAtTheDownloadTimeout(ClientStyle style) throws Exception {
        limitDownloads(Duration.ofSeconds(1));
        try (FaultServer server = FaultServer.start().afterwards(DRIPPING)) {
            assertThatExceptionOfType(ApiTimeoutException.class)
                    .isThrownBy(() -> bytes(style, server))
                    .withMessageContaining("1000 ms")
                    .withMessageContaining("replicate.files.download-timeout");
            assertThatExceptionOfType(ApiTimeoutException.class)
                    .isThrownBy(() -> saveTo(style, server.origin() + "/x.png", this.folder.resolve("x.png")));
            assertThatExceptionOfType(ApiTimeoutException.class)
                    .isThrownBy(() -> style.call(
                            this.replicate,
                            client -> read(file(server)),
                            client -> client.output(prediction(server.origin() + "/x.png"))
                                    .file()
                                    .body()
                                    .doOnNext(DataBufferUtils::release)
                                    .then(Mono.just(1L))));
            assertThat(server.requests())
                    .as("no attempt is left when the time is up")
                    .hasSize(3);
            Wire.await().until(() -> leftInFolder().findAny().isEmpty());
        }
    }

    private static long read(FileOutput file) {
        try (InputStream body = file.body()) {
            return body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Test
    void timeOfTheReaderDoesNotCountForTheDownloadTimeout() throws Exception {
        limitDownloads(Duration.ofSeconds(2));
        try (FaultServer server = FaultServer.start().afterwards(WHOLE);
                InputStream body = file(server).body()) {
            byte[] first = body.readNBytes(10);
            Wire.await().pollDelay(Duration.ofMillis(2_500)).until(() -> true);
            assertThat(first).hasSize(10);
            assertThat(body.readAllBytes()).hasSize(299_990);
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void optionsOfTheCallApplyToDownloads(ClientStyle style) throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.stalledBody())) {
            Prediction prediction = prediction(server.origin() + "/x.png");
            // The timeout of the client is a minute.
            assertThatExceptionOfType(ApiConnectionException.class)
                    .isThrownBy(() -> style.call(
                            this.replicate.withOptions(options ->
                                    options.timeout(Duration.ofMillis(200)).maxRetries(0)),
                            client -> client.output(prediction).file().bytes(),
                            client -> client.output(prediction).file().bytes()));
            // None if the timeout expired before the connection was established.
            assertThat(server.requests()).hasSizeLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void abandonedSaveClosesTheConnection(boolean interrupt) throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        FaultServer.Behavior stalled = connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
            connection.awaitEnd();
            closed.set(true);
        };
        Path target = this.folder.resolve("x.png");
        try (FaultServer server = FaultServer.start(stalled)) {
            if (interrupt) {
                Thread thread =
                        new Thread(() -> catchThrowable(() -> file(server).saveTo(target)));
                thread.start();
                Wire.await().until(this::hasSavedThreeBytes);
                thread.interrupt();
            } else {
                var call = this.replicate
                        .async()
                        .output(prediction(server.origin() + "/x.png"))
                        .file()
                        .saveTo(target)
                        .subscribe();
                Wire.await().until(this::hasSavedThreeBytes);
                call.dispose();
            }
            Wire.await().untilTrue(closed);
            Wire.await().until(() -> leftInFolder().findAny().isEmpty());
        }
    }

    private boolean hasSavedThreeBytes() throws IOException {
        try (Stream<Path> files = Files.list(this.folder)) {
            return files.anyMatch(each -> each.toFile().length() == 3);
        }
    }

    @Test
    void controllerCanReturnResource() throws Exception {
        try (FaultServer server = FaultServer.start(WHOLE)) {
            Resource resource = file(server).resource();
            assertThat(server.requests()).isEmpty();
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            HttpHeaders headers = new HttpHeaders();
            new ResourceHttpMessageConverter().write(resource, MediaType.IMAGE_PNG, new HttpOutputMessage() {
                @Override
                public OutputStream getBody() {
                    return written;
                }

                @Override
                public HttpHeaders getHeaders() {
                    return headers;
                }
            });
            assertThat(written.toByteArray()).isEqualTo(CONTENT);
            assertThat(headers.getContentType()).isEqualTo(MediaType.IMAGE_PNG);
            assertThat(resource.getDescription()).doesNotContain("SECRET");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void resourceOfDeletedFileThrowsReplicateException() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.status(404, ""));
                InputStream content = file(server).resource().getInputStream()) {
            assertThat(catchThrowable(content::read)).isInstanceOf(ReplicateException.class);
        }
        try (InputStream content = file(this.replicate, "data:,hi").resource().getInputStream()) {
            assertThat(content.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("hi");
        }
    }

    static Stream<FaultServer.Behavior> partsOfFile() {
        byte[] part = Arrays.copyOf(CONTENT, 1000);
        return Stream.of(
                FaultServer.bytes(
                        "HTTP/1.1 206 Partial Content\nContent-Range: bytes 0-999/300000\nContent-Length: 1000\n",
                        part),
                FaultServer.bytes("HTTP/1.1 202 Accepted\nContent-Length: 1000\n", part),
                FaultServer.text("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"),
                compressed(CONTENT, 8),
                compressed(CONTENT, 200_000));
    }

    /** A complete response whose compressed content ends too early. */
    private static FaultServer.Behavior compressed(byte[] content, int missing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() - missing);
        return FaultServer.bytes("HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: " + cut.length + "\n", cut);
    }

    @ParameterizedTest
    @MethodSource("partsOfFile")
    void partOfFileIsIncompleteDownload(FaultServer.Behavior part) throws Exception {
        try (FaultServer server = FaultServer.start(part, WHOLE, part, WHOLE)) {
            assertThat(file(server).bytes()).isEqualTo(CONTENT);
            assertThat(file(server).saveTo(this.folder.resolve("x.png"))).hasBinaryContent(CONTENT);
            assertThat(server.requests()).hasSize(4);
        }
        try (FaultServer server = FaultServer.start().afterwards(part)) {
            assertThatExceptionOfType(ApiConnectionException.class)
                    .isThrownBy(() -> file(server).bytes());
            assertThat(catchThrowable(() -> file(server).body().readAllBytes())).isNotNull();
        }
    }

    @Test
    void incompleteCompressedFileIsDetectedOnConnectionsOfTheApplication() throws Exception {
        ReactorClientHttpConnector connector =
                new ReactorClientHttpConnector(HttpClient.create().compress(true));
        try (FaultServer server = FaultServer.start(compressed(CONTENT, 8), compressed(CONTENT, 0));
                Replicate client = builder().connector(connector).build()) {
            assertThat(file(client, server.origin() + "/a.png").bytes()).isEqualTo(CONTENT);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void compressedFileIsRead() throws Exception {
        try (FaultServer server = FaultServer.start(compressed(CONTENT, 0), compressed(new byte[0], 0))) {
            assertThat(file(server).bytes()).isEqualTo(CONTENT);
            assertThat(file(server).bytes()).isEmpty();
            assertThat(server.requests())
                    .allSatisfy(request ->
                            assertThat(request.header("accept-encoding")).isEqualTo("identity"));
        }
    }

    @Test
    void fileIsRequestedByItsEncodedUrl() throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(WHOLE)) {
            for (String name : List.of("my file [1].png", "grün.png", "100%.png")) {
                assertThat(file(this.replicate, server.origin() + "/" + name).bytes())
                        .isEqualTo(CONTENT);
            }
            assertThat(server.requests())
                    .extracting(FaultServer.Received::path)
                    .containsExactly("/my%20file%20%5B1%5D.png", "/gr%C3%BCn.png", "/100%25.png");
        }
    }

    @Test
    void specialFileIsNotReplaced() throws Exception {
        Path pipe = this.folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path link = Files.createSymbolicLink(this.folder.resolve("link"), pipe);
        try (FaultServer server = FaultServer.start().afterwards(WHOLE)) {
            for (Path target : List.of(pipe, link, Path.of("/dev/null"))) {
                assertThatExceptionOfType(ReplicateException.class)
                        .isThrownBy(() -> file(server).saveTo(target))
                        .withMessageContaining(target.toString())
                        .withMessageContaining("special file");
                assertThat(Files.readAttributes(target, BasicFileAttributes.class)
                                .isOther())
                        .isTrue();
            }
            assertThat(server.requests()).isEmpty();
        }
        assertThat(leftInFolder()).containsExactlyInAnyOrder("pipe", "link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-r-----", "r--r--r--", "rwxrwxrwx"})
    void replacedFileKeepsItsPermissions(String permissions) throws Exception {
        Path target = Files.writeString(this.folder.resolve("picture.png"), "older");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(permissions));
        try (FaultServer server = FaultServer.start(WHOLE)) {
            assertThat(file(server).saveTo(target)).hasBinaryContent(CONTENT);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo(permissions);
    }

    @Test
    void symbolicLinkIsFollowed() throws Exception {
        Path real = Files.createDirectory(this.folder.resolve("real"));
        Path target = Files.writeString(real.resolve("picture.png"), "older");
        Path link = Files.createSymbolicLink(this.folder.resolve("link"), Path.of("real/picture.png"));
        Path dangling = Files.createSymbolicLink(this.folder.resolve("dangling"), real.resolve("new.png"));
        Path circle = Files.createSymbolicLink(this.folder.resolve("circle"), Path.of("circle"));
        try (FaultServer server = FaultServer.start().afterwards(WHOLE)) {
            assertThat(file(server).saveTo(link)).isEqualTo(link).isSymbolicLink();
            assertThat(target).hasBinaryContent(CONTENT);
            assertThat(file(server).saveTo(dangling)).isSymbolicLink();
            assertThat(real.resolve("new.png")).hasBinaryContent(CONTENT);
            assertThatExceptionOfType(ReplicateException.class)
                    .isThrownBy(() -> file(server).saveTo(circle));
        }
        assertThat(leftInFolder()).containsExactlyInAnyOrder("real", "link", "dangling", "circle");
    }
}
