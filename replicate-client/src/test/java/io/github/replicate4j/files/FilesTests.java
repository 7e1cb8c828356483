/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.files;

import static com.github.tomakehurst.wiremock.client.WireMock.aMultipart;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.AuthenticationException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.HttpComponentsClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import reactor.core.publisher.Flux;

/** Uploads, lists, downloads and deletes files. */
class FilesTests extends WireMockTest {

    private static final byte[] CONTENT = new byte[300_000];

    static {
        new Random(3).nextBytes(CONTENT);
    }

    private static ReplicateEmulator emulator;

    private static Replicate client;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void startEmulator() {
        emulator = ReplicateEmulator.start();
        client = Wire.builder(emulator.baseUrl().toString())
                .bearerToken(emulator.token())
                .build();
    }

    @AfterAll
    static void stopEmulator() {
        client.close();
        emulator.close();
    }

    private static UploadedFile create(ClientStyle style, FileUpload upload) {
        return style.call(
                client,
                blocking -> blocking.files().create(upload),
                reactive -> reactive.files().create(upload));
    }

    private static FileDownload.Builder signed(FileDownload.Builder builder, String id) {
        return builder.id(id)
                .owner("emulator")
                .expiry(Instant.now().plusSeconds(600))
                .signingSecret(emulator.filesSigningSecret());
    }

    private static byte[] download(String id) {
        return client.files().download(request -> signed(request, id)).bytes();
    }

    private static Flux<DataBuffer> pieces() {
        return Flux.range(0, 30)
                .map(each -> DefaultDataBufferFactory.sharedInstance.wrap(
                        Arrays.copyOfRange(CONTENT, each * 10_000, (each + 1) * 10_000)));
    }

    static Stream<Arguments> contents() throws Exception {
        Path path = Files.write(folder.resolve("a.bin"), CONTENT);
        return Stream.of(
                        FileUpload.of(path),
                        FileUpload.of(CONTENT, "a.bin"),
                        FileUpload.of(new FileSystemResource(path)),
                        FileUpload.builder()
                                .content(new ByteArrayResource(CONTENT))
                                .filename("a.bin")
                                .build(),
                        FileUpload.of(new ByteArrayInputStream(CONTENT), "a.bin"),
                        FileUpload.builder()
                                .content(new InputStreamResource(new ByteArrayInputStream(CONTENT)))
                                .filename("a.bin")
                                .build(),
                        FileUpload.builder().content(pieces()).filename("a.bin").build())
                .flatMap(upload -> Stream.of(Arguments.of(upload)));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void uploadsEveryKindOfContent(FileUpload upload) throws Exception {
        UploadedFile file = create(ClientStyle.BLOCKING, upload);
        assertThat(file.name()).isEqualTo("a.bin");
        assertThat(file.size()).isEqualTo(CONTENT.length);
        assertThat(file.checksums())
                .containsEntry(
                        "sha256",
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT)));
        assertThat(file.expiresAt()).isAfter(file.createdAt());
        assertThat(file.urls().get()).isEqualTo(emulator.baseUrl() + "/files/" + file.id());
        assertThat(download(file.id())).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void createsGetsListsAndDeletesFile(ClientStyle style) throws Exception {
        Path path = Files.writeString(folder.resolve("note.txt"), "hello");
        UploadedFile created = style.call(
                client,
                blocking -> blocking.files().create(path),
                reactive -> reactive.files().create(path));
        assertThat(created.contentType()).isEqualTo("text/plain");
        UploadedFile found = style.call(
                client,
                blocking -> blocking.files().get(created.id()),
                reactive -> reactive.files().get(created.id()));
        assertThat(found).isEqualTo(created);
        List<UploadedFile> listed = style.call(
                client,
                blocking -> blocking.files().list().results(),
                reactive -> reactive.files().list().map(page -> page.results()));
        assertThat(listed.get(0)).isEqualTo(created);
        style.call(
                client,
                blocking -> {
                    blocking.files().delete(created.id());
                    return true;
                },
                reactive -> reactive.files().delete(created.id()).thenReturn(true));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.files().get(created.id()));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.files().delete(created.id()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "größe \u65e5\u672c \ud83d\ude00.png",
                "say \"cheese\".png",
                "a;b=c, 100%25.png",
                "trailing '.png",
                "\"; name=\"metadata"
            })
    void specialCharactersInNameArrive(String filename) {
        assertThat(create(ClientStyle.BLOCKING, FileUpload.of(CONTENT, filename))
                        .name())
                .isEqualTo(filename);
        assertThat(create(ClientStyle.REACTIVE, FileUpload.of(new ByteArrayInputStream(CONTENT), filename))
                        .name())
                .isEqualTo(filename);
    }

    @Test
    void keepsMetadataAndContentType() {
        UploadedFile file = client.files()
                .create(upload -> upload.content(new byte[] {1, 2})
                        .filename("archive.zip")
                        .contentType(MediaType.parseMediaType("application/x-acme;version=2"))
                        .metadata("customer", Map.of("id", 123, "name", "grün"))
                        .metadata("nothing", null));
        assertThat(file.contentType()).isEqualTo("application/x-acme;version=2");
        assertThat(file.metadata()).containsEntry("customer", Map.of("id", 123, "name", "grün"));
        assertThat(file.metadata()).containsEntry("nothing", null);
        assertThat(file.toString()).contains(file.id(), "archive.zip").doesNotContain("grün", "/files/");
    }

    @Test
    void uploadsEmptyFile() {
        UploadedFile file = client.files().create(FileUpload.of(new byte[0], "empty"));
        assertThat(file.size()).isZero();
        assertThat(download(file.id())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void otherHttpEnginesUpload(boolean jdk) {
        try (Replicate other = Wire.builder(emulator.baseUrl().toString())
                .bearerToken(emulator.token())
                .connector(jdk ? new JdkClientHttpConnector() : new HttpComponentsClientHttpConnector())
                .build()) {
            UploadedFile known = other.files().create(FileUpload.of(CONTENT, "a.bin"));
            UploadedFile unknown = other.files().create(upload -> upload.content(pieces()));
            assertThat(download(known.id())).isEqualTo(CONTENT);
            assertThat(download(unknown.id())).isEqualTo(CONTENT);
        }
    }

    @Test
    void signedDownloadNeedsNoToken() throws Exception {
        UploadedFile file = create(ClientStyle.BLOCKING, FileUpload.of(CONTENT, "a.bin"));
        var content = client.files().download(request -> signed(request, file.id()));
        assertThat(content.bytes()).isEqualTo(CONTENT);
        assertThat(content.body()).hasBinaryContent(CONTENT);
        Path target = folder.resolve("saved.bin");
        assertThat(content.saveTo(target)).isEqualTo(target).hasBinaryContent(CONTENT);
        Path inFolder = content.saveTo(Files.createDirectory(folder.resolve("downloads")));
        assertThat(inFolder).hasFileName(file.id()).hasBinaryContent(CONTENT);
        var async = client.async().files().download(request -> signed(request, file.id()));
        assertThat(async.bytes().block()).isEqualTo(CONTENT);
        assertThat(async.saveTo(target).block()).hasBinaryContent(CONTENT);
        assertThat(emulator.requests().to(Operation.FILES_DOWNLOAD))
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(request -> assertThat(request.authorization()).isNull());
        assertThat(content.toString()).isEqualTo("FileContent[" + file.id() + "]");
    }

    @Test
    void invalidOrExpiredSignatureIsNotFound() {
        UploadedFile file = create(ClientStyle.BLOCKING, FileUpload.of(CONTENT, "a.bin"));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.files()
                        .download(request -> signed(request, file.id()).signingSecret("another"))
                        .bytes())
                .withMessageContaining("files.download")
                .withMessageContaining("expired");
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.files()
                        .download(request ->
                                signed(request, file.id()).expiry(Instant.now().minusSeconds(10)))
                        .bytes());
    }

    @Test
    void refusedDownloadIsNotBlamedOnTheTokenThatWasNotSent() {
        UploadedFile file = create(ClientStyle.BLOCKING, FileUpload.of(CONTENT, "a.bin"));
        emulator.faults().next(Operation.FILES_DOWNLOAD).status(401);
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> download(file.id()))
                .withMessageContaining("files.download")
                .withMessageNotContaining("Check the API token");
    }

    @Test
    void downloadUrlIsSignedLocally() {
        URI url = this.replicate
                .files()
                .downloadUrl(request -> request.id("f/1")
                        .owner("acme & co")
                        .expiry(Instant.ofEpochSecond(1708515345, 999))
                        .signature("a+b/c="));
        assertThat(url)
                .hasToString(baseUrl()
                        + "/files/f%2F1/download?owner=acme%20%26%20co&expiry=1708515345&signature=a%2Bb%2Fc%3D");
        FileDownload known = FileDownload.builder()
                .id("cneqzikepnug6xezperrr4z55o")
                .owner("mattt")
                .expiry(Instant.ofEpochSecond(1708515345))
                .signingSecret("key")
                .build();
        assertThat(known.signature()).isEqualTo("OzmiYhYyC8krWrDslKDnp4wlR4ZLH8EbkVvi9qRPUVI=");
        assertThat(known.toString()).doesNotContain(known.signature());
        assertThat(this.replicate.async().files().downloadUrl(known))
                .isEqualTo(this.replicate.files().downloadUrl(known));
        assertThat(requests()).isEmpty();
    }

    @Test
    void incompleteDownloadIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileDownload.builder().id("x").signature("s").build())
                .withMessageContaining("owner");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        FileDownload.builder().id("x").owner("o").signature("s").build())
                .withMessageContaining("expiry");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileDownload.builder()
                        .id("x")
                        .owner("o")
                        .expiry(Instant.now())
                        .build())
                .withMessageContaining("signingSecret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileDownload.builder()
                        .id("..")
                        .owner("o")
                        .expiry(Instant.now())
                        .signature("s")
                        .build())
                .withMessageContaining("id");
    }

    @Test
    void formContainsContentAndMetadataWithLength() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.json(201, "{\"id\":\"f1\"}"));
                Replicate wired = Wire.builder(server.baseUrl()).build()) {
            UploadedFile file = wired.files()
                    .create(upload -> upload.content("hello".getBytes(StandardCharsets.UTF_8))
                            .filename("grün \"x\".txt")
                            .metadata("id", 1));
            assertThat(file.urls().get()).isNull();
            assertThat(file.checksums()).isEmpty();
            FaultServer.Received request = server.requests().get(0);
            String boundary = request.header("content-type").replace("multipart/form-data;boundary=", "");
            assertThat(request.method() + " " + request.path()).isEqualTo("POST /v1/files");
            assertThat(request.header("transfer-encoding")).isNull();
            assertThat(request.header("authorization")).isEqualTo("Bearer " + Wire.TOKEN);
            assertThat(request.body())
                    .isEqualTo("--" + boundary
                            + "\r\nContent-Disposition: form-data; name=\"content\"; filename=\"grün \\\"x\\\".txt\"\r\n"
                            + "Content-Type: text/plain\r\n\r\nhello\r\n--" + boundary
                            + "\r\nContent-Disposition: form-data; name=\"metadata\"\r\n"
                            + "Content-Type: application/json\r\n\r\n{\"id\":1}\r\n--" + boundary + "--\r\n");
        }
    }

    @Test
    void contentOfUnknownSizeIsSentChunked() {
        anyRequestIsAnswered(json(201, "{\"id\":\"f1\"}"));
        this.replicate.files().create(upload -> upload.content(pieces()).metadata("id", 1));
        assertThat(requests().get(0).getHeader("Transfer-Encoding")).isEqualTo("chunked");
        this.api.verify(
                1,
                postRequestedFor(urlEqualTo("/v1/files"))
                        .withRequestBodyPart(aMultipart("metadata")
                                .withHeader("Content-Type", equalTo("application/json"))
                                .withBody(equalToJson("{\"id\":1}"))
                                .build())
                        .withRequestBodyPart(aMultipart("content")
                                .withHeader("Content-Type", equalTo("application/octet-stream"))
                                .build()));
    }

    @Test
    void onlyIdIsRequiredInResponse() {
        anyRequestIsAnswered(
                json(201, "{\"id\":\"f1\",\"size\":5000000000,\"created_at\":\"nonsense\",\"color\":\"blue\"}"));
        UploadedFile file = this.replicate.files().get("f1");
        assertThat(file.size()).isEqualTo(5_000_000_000L);
        assertThat(file.createdAt()).isNull();
        assertThat(file.metadata()).isEmpty();
        assertThat(file.additionalProperties()).containsEntry("color", "blue");
        anyRequestIsAnswered(json(201, "{}"));
        assertThatExceptionOfType(ApiResponseValidationException.class)
                .isThrownBy(() -> this.replicate.files().create(FileUpload.of(CONTENT, "a.bin")))
                .withMessageContaining("files.create");
    }

    private static Stream<Object> filesAndContents() {
        return Stream.of(
                Path.of("x"),
                new File("x"),
                new FileSystemResource("x"),
                new ByteArrayInputStream(CONTENT),
                CONTENT,
                ByteBuffer.wrap(CONTENT),
                pieces(),
                FileUpload.of(CONTENT, "a.bin"));
    }

    @ParameterizedTest
    @MethodSource("filesAndContents")
    void fileInMetadataIsRefused(Object file) {
        for (ClientStyle style : ClientStyle.values()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> style.call(
                            this.replicate,
                            blocking -> blocking.files()
                                    .create(upload -> upload.content(CONTENT).metadata("extra", file)),
                            reactive -> reactive.files()
                                    .create(upload -> upload.content(CONTENT).metadata("extra", file))))
                    .withMessageContaining("extra")
                    .withMessageContaining("a file (")
                    .withMessageContaining("allowed only in the input of a model");
        }
        assertThat(requests()).isEmpty();
    }
}
