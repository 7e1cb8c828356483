/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.files;

import static io.github.replicate4j.emulator.TestApi.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.Shape;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.emulator.request.Operation;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final String CONTENT = part("content\"; filename=\"hallo wörld.txt", "text/x-greeting", "hällo\n");

    private final ReplicateEmulator emulator = ReplicateEmulator.builder()
            .clock(EmulatorClock.manual(START))
            .pageSize(2)
            .start();

    private final TestApi api = new TestApi(this.emulator);

    @AfterEach
    void close() {
        this.emulator.close();
    }

    @Test
    void uploadCreatesFileWithNameTypeAndMetadata() {
        HttpResponse<String> created =
                upload(CONTENT + part("metadata", "application/json", "{\"customer\":{\"id\":123}}"));

        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        Map<String, Object> file = TestApi.json(created);
        Shape.FILE.check(file);
        assertThat(file)
                .contains(
                        entry("name", "hallo wörld.txt"),
                        entry("content_type", "text/x-greeting"),
                        entry("size", 7),
                        entry("metadata", Map.of("customer", Map.of("id", 123))),
                        entry("created_at", "2026-01-01T00:00:00.000000Z"),
                        entry("expires_at", "2026-01-01T01:00:00.000000Z"));
        assertThat(TestApi.at(created, "checksums", "sha256"))
                .isEqualTo("89ec06c62af1ced33003656b2e3402c8360e76a995101f8a87194447a2c00b34");
        assertThat(TestApi.at(created, "checksums", "md5")).isEqualTo("62274deee0d46002087901c6c31d8132");
        assertThat(file).containsEntry("etag", "62274deee0d46002087901c6c31d8132");
        assertThat(TestApi.at(created, "urls", "get")).isEqualTo(this.emulator.baseUrl() + "/files/" + file.get("id"));
        assertThat(TestApi.json(this.api.get("/files/" + file.get("id")))).isEqualTo(file);
    }

    @Test
    void nameAndTypeCanBeSeparateParts() {
        HttpResponse<String> created = upload(part("content\"; filename=\"a.bin", null, "x")
                + part("filename", null, "b.txt")
                + part("type", null, "text/plain")
                + part("metadata", null, "{\"a\":1}"));

        assertThat(TestApi.json(created))
                .contains(
                        entry("name", "b.txt"), entry("content_type", "text/plain"), entry("metadata", Map.of("a", 1)));
        assertThat(TestApi.json(upload(part("content\"; filename=\"a.bin", null, ""))))
                .contains(entry("content_type", "application/octet-stream"), entry("size", 0));
    }

    @Test
    void emptyFileIsAccepted() {
        String empty = part("content\"; filename=\"empty.txt", "text/plain", "");
        String metadata = part("metadata", "application/json", "{\"a\":1}");

        for (String parts : List.of(empty + metadata, metadata + empty)) {
            HttpResponse<String> created = upload(parts);

            assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
            assertThat(TestApi.json(created))
                    .contains(
                            entry("name", "empty.txt"),
                            entry("content_type", "text/plain"),
                            entry("size", 0),
                            entry("metadata", Map.of("a", 1)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nothing, 422",
        "unnamed, 422",
        "long name, 422",
        "bad metadata, 422",
        "array metadata, 422",
        "part without a name, 400",
        "malformed disposition, 400",
        "malformed type, 400",
        "torn, 400"
    })
    void invalidUploadIsRejected(String what, int status) {
        String body = switch (what) {
            case "nothing" -> part("other", null, "x");
            case "unnamed" -> part("content", null, "x");
            case "long name" -> CONTENT + part("filename", null, "ä".repeat(128));
            case "bad metadata" -> CONTENT + part("metadata", "application/json", "{");
            case "array metadata" -> CONTENT + part("metadata", "application/json", "[]");
            case "part without a name" -> CONTENT + "--X\r\nContent-Disposition: form-data\r\n\r\nx\r\n";
            case "malformed disposition" -> CONTENT + "--X\r\nContent-Disposition: form-data; name\r\n\r\nx\r\n";
            case "malformed type" -> CONTENT + part("metadata", "json", "{}");
            default -> "--X\r\nContent-Disposition: form-data; name=\"content\"";
        };
        HttpResponse<String> rejected = what.equals("torn") ? send(body) : upload(body);

        assertThat(rejected.statusCode()).as(rejected.body()).isEqualTo(status);
        assertThat(rejected.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(TestApi.results(this.api.get("/files"))).isEmpty();
    }

    @Test
    void uploadMustBeMultipart() {
        assertThat(this.api.post("/files", "{}").statusCode()).isEqualTo(400);
        assertThat(this.api.get("/files").statusCode()).isEqualTo(200);
    }

    @Test
    void malformedContentTypeIsRejected() {
        HttpResponse<String> rejected = this.api.send(this.api
                .request("/files")
                .header("Content-Type", "multipart")
                .POST(HttpRequest.BodyPublishers.ofString(CONTENT)));

        assertThat(rejected.statusCode()).as(rejected.body()).isEqualTo(400);
        assertThat(TestApi.json(rejected))
                .containsEntry("detail", "Failed to parse request body as multipart/form-data: it is multipart");
        assertThat(this.emulator.requests().to(Operation.FILES_CREATE)).hasSize(1);
    }

    @Test
    void filesAreListedNewestFirst() {
        Object one = TestApi.json(upload(CONTENT)).get("id");
        Object two = TestApi.json(upload(CONTENT)).get("id");
        Object three = TestApi.json(upload(CONTENT)).get("id");

        HttpResponse<String> first = this.api.get("/files");
        HttpResponse<String> second = this.api.get((String) TestApi.json(first).get("next"));
        HttpResponse<String> deleted = this.api.delete("/files/" + two);

        Shape.PAGE.check(TestApi.json(first));
        Shape.FILE.checkAll(TestApi.results(first));
        assertThat(TestApi.results(first)).extracting(each -> each.get("id")).containsExactly(three, two);
        assertThat(TestApi.results(second)).extracting(each -> each.get("id")).containsExactly(one);
        assertThat(deleted.statusCode()).isEqualTo(204);
        HttpResponse<String> deletedFile = this.api.get("/files/" + two);
        assertThat(deletedFile.statusCode()).isEqualTo(404);
        assertThat(TestApi.json(deletedFile)).containsEntry("detail", "File not found");
        assertThat(this.api.delete("/files/" + two).statusCode()).isEqualTo(404);
    }

    @Test
    void fileExpiresAfterAnHour() {
        Object id = TestApi.json(upload(CONTENT)).get("id");

        this.emulator.clock().advance(Duration.ofHours(1).minusSeconds(1));
        assertThat(this.api.get("/files/" + id).statusCode()).isEqualTo(200);
        this.emulator.clock().advance(Duration.ofSeconds(1));
        assertThat(this.api.get("/files/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void signedDownloadNeedsNoToken() throws Exception {
        Object id = TestApi.json(upload(CONTENT)).get("id");
        long expiry = START.getEpochSecond() + 600;
        String url = signed(id, "emulator", expiry, this.emulator.filesSigningSecret());

        HttpResponse<byte[]> content = this.api.download(url);

        assertThat(content.statusCode()).isEqualTo(200);
        assertThat(content.headers().firstValue("content-type")).hasValue("application/octet-stream");
        assertThat(new String(content.body(), StandardCharsets.UTF_8)).isEqualTo("hällo\n");
        this.emulator.clock().advance(Duration.ofMinutes(10));
        assertThat(this.api.download(url).statusCode()).isEqualTo(404);
    }

    @Test
    void wrongSignatureIsNotFound() throws Exception {
        Object id = TestApi.json(upload(CONTENT)).get("id");
        long expiry = START.getEpochSecond() + 600;
        String right = signed(id, "emulator", expiry, this.emulator.filesSigningSecret());

        assertThat(this.api.download(signed(id, "emulator", expiry, "another")).statusCode())
                .isEqualTo(404);
        assertThat(this.api
                        .download(signed(id, "somebody", expiry, this.emulator.filesSigningSecret()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(this.api
                        .download(right.replace("expiry=" + expiry, "expiry=" + (expiry + 1)))
                        .statusCode())
                .isEqualTo(404);
        assertThat(this.api
                        .download(right.replaceAll("signature=.*", "signature=%21"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(this.api.download(right.replaceAll("&signature=.*", "")).statusCode())
                .isEqualTo(422);
    }

    @Test
    void journalKeepsTheFirstPartOfUpload() {
        upload(part("content\"; filename=\"big.bin", null, "x".repeat(3 << 20)));

        JournalEntry entry = this.emulator.requests().to(Operation.FILES_CREATE).get(0);

        assertThat(entry.bytes()).hasSize(1 << 20);
        assertThat(entry.body()).startsWith("--X\r\nContent-Disposition: form-data; name=\"content\"; filename=");
        assertThat(entry.header("Content-Type")).startsWith("multipart/form-data");
    }

    @Test
    void downloadCanBeTruncated() throws Exception {
        Object id = TestApi.json(upload(CONTENT)).get("id");
        String url = signed(id, "emulator", START.getEpochSecond() + 600, this.emulator.filesSigningSecret());
        this.emulator.faults().next(Operation.FILES_DOWNLOAD).tornBody();

        assertThatExceptionOfType(TestApi.BrokenExchange.class).isThrownBy(() -> this.api.download(url));
        assertThat(this.api.download(url).statusCode()).isEqualTo(200);
    }

    @Test
    void unusedFilesAreDeleted() throws Exception {
        this.emulator.faults().next(Operation.FILES_CREATE).status(500);
        upload(CONTENT);
        Object id = TestApi.json(upload(CONTENT + part("metadata", null, "{}"))).get("id");
        upload(CONTENT + part("metadata", null, "["));
        Path folder = folderOf((String) id);

        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
        this.emulator.reset();
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
        this.emulator.close();
        assertThat(folder).doesNotExist();
    }

    @Test
    void abortedUploadLeavesNoFiles() throws Exception {
        Object id = TestApi.json(upload(CONTENT)).get("id");
        Path folder = folderOf((String) id);
        String beginning = part("metadata", "application/json", "{}")
                + "--X\r\nContent-Disposition: form-data; name=\"content\"; filename=\"a\"\r\n\r\n"
                + "x".repeat(200_000);
        try (Socket socket = new Socket("127.0.0.1", this.emulator.port())) {
            String request = "POST /v1/files HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer emulator\r\n"
                    + "Content-Type: multipart/form-data; boundary=X\r\nContent-Length: 1000000\r\n\r\n" + beginning;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            await().until(() -> count(folder) > 1);
        }

        await().until(() -> count(folder) == 1);
        assertThat(TestApi.results(this.api.get("/files"))).hasSize(1);
    }

    private static long count(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    private static Path folderOf(String id) throws Exception {
        try (var all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(folder -> Files.exists(folder.resolve(id)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String signed(Object id, String owner, long expiry, String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signature = mac.doFinal((owner + " " + id + " " + expiry).getBytes(StandardCharsets.UTF_8));
        return this.emulator.baseUrl() + "/files/" + id + "/download?expiry=" + expiry + "&owner=" + owner
                + "&signature="
                + URLEncoder.encode(Base64.getEncoder().encodeToString(signature), StandardCharsets.UTF_8);
    }

    private HttpResponse<String> upload(String parts) {
        return send(parts + "--X--\r\n");
    }

    private HttpResponse<String> send(String body) {
        return this.api.send(this.api
                .request("/files")
                .header("Content-Type", "multipart/form-data; boundary=X")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String part(String name, String type, String content) {
        return "--X\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n"
                + (type == null ? "" : "Content-Type: " + type + "\r\n") + "\r\n" + content + "\r\n";
    }
}
