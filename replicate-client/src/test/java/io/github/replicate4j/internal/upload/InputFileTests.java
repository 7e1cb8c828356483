/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.upload;

import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.error.UnprocessableEntityException;
import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.files.UploadedFile;
import io.github.replicate4j.http.RawResponse;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.settings.FileEncoding;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.InputStreamSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.web.multipart.MultipartFile;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files in the inputs of models. */
class InputFileTests extends WireMockTest {

    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    private static final String HELLO_TEXT = "data:text/plain;base64,aGVsbG8=";

    private static final String HELLO_BYTES = "data:application/octet-stream;base64,aGVsbG8=";

    private static final String UPLOADED = "https://api.replicate.com/v1/files/f1";

    private static final int LIMIT = 256 * 1024;

    @TempDir
    private static Path folder;

    @BeforeEach
    void stubResponses() {
        anyRequestIsAnswered(json(201, Wire.succeeded("abc", "\"done\"")));
        this.api.stubFor(post(urlEqualTo("/v1/files"))
                .willReturn(json(201, "{\"id\":\"f1\",\"urls\":{\"get\":\"" + UPLOADED + "\"}}")));
    }

    private static Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private List<LoggedRequest> uploads() {
        return requests("POST", "/v1/files");
    }

    private JsonNode created() {
        List<LoggedRequest> creates = requests().stream()
                .filter(request -> request.getUrl().endsWith("/predictions"))
                .toList();
        assertThat(creates).hasSize(1);
        return JsonMapper.shared().readTree(creates.get(0).getBodyAsString()).path("input");
    }

    private JsonNode sent(Object input) {
        this.api.resetRequests();
        this.replicate.run("owner/name", input);
        return created();
    }

    private void assertNothingCreated(Object input, Class<? extends Throwable> type, String... message) {
        for (ClientStyle style : ClientStyle.values()) {
            assertThat(catchThrowable(() -> run(style, input)))
                    .isInstanceOf(type)
                    .hasMessageContainingAll(message);
        }
        assertThat(requests()).noneMatch(request -> request.getUrl().endsWith("/predictions"));
    }

    private Object run(ClientStyle style, Object input) {
        return style.call(
                this.replicate,
                client -> client.run("owner/name", input).prediction(),
                client -> client.run("owner/name", input).map(output -> output.prediction()));
    }

    static Stream<Arguments> kinds() throws IOException {
        Path path = file("hello.txt", HELLO);
        return Stream.of(
                Arguments.of("Path", path, HELLO_TEXT),
                Arguments.of("File", path.toFile(), HELLO_TEXT),
                Arguments.of("FileSystemResource", new FileSystemResource(path), HELLO_TEXT),
                Arguments.of("ByteArrayResource", new ByteArrayResource(HELLO), HELLO_BYTES),
                Arguments.of("InputStream", new ByteArrayInputStream(HELLO), HELLO_BYTES),
                Arguments.of("FileInputStream", Files.newInputStream(path), HELLO_BYTES),
                Arguments.of(
                        "InputStreamResource", new InputStreamResource(new ByteArrayInputStream(HELLO)), HELLO_BYTES),
                Arguments.of("byte[]", HELLO, HELLO_BYTES),
                Arguments.of(
                        "FileUpload",
                        FileUpload.builder()
                                .content(HELLO)
                                .contentType(MediaType.IMAGE_PNG)
                                .build(),
                        "data:image/png;base64,aGVsbG8="),
                Arguments.of(
                        "FileUpload of a stream",
                        FileUpload.of(new ByteArrayInputStream(HELLO), "hello.txt"),
                        HELLO_TEXT),
                Arguments.of(
                        "FileUpload of a publisher",
                        FileUpload.builder()
                                .content(pieces(HELLO, 2))
                                .filename("hello.txt")
                                .build(),
                        HELLO_TEXT));
    }

    private static Flux<DataBuffer> pieces(byte[] content, int size) {
        return Flux.range(0, (content.length + size - 1) / size)
                .map(each -> DefaultDataBufferFactory.sharedInstance.wrap(
                        Arrays.copyOfRange(content, each * size, Math.min(content.length, (each + 1) * size))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void smallFileIsSentAsDataUrl(String kind, Object file, String url) {
        assertThat(sent(Map.of("image", file)).path("image").asString()).isEqualTo(url);
        assertThat(uploads()).isEmpty();
    }

    /** A file in a form, as Spring MVC passes it to a controller. */
    private static MultipartFile form(String filename, String type) {
        return new MultipartFile() {
            @Override
            public String getName() {
                return "image";
            }

            @Override
            public String getOriginalFilename() {
                return filename;
            }

            @Override
            public String getContentType() {
                return type;
            }

            @Override
            public boolean isEmpty() {
                return false;
            }

            @Override
            public long getSize() {
                return HELLO.length;
            }

            @Override
            public byte[] getBytes() {
                return HELLO;
            }

            @Override
            public InputStream getInputStream() {
                return new ByteArrayInputStream(HELLO);
            }

            @Override
            public void transferTo(File destination) {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** A file in a form, as Spring WebFlux passes it to a controller. */
    private static FilePart part(String filename, String type) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, type);
        return new FilePart() {
            @Override
            public String name() {
                return "image";
            }

            @Override
            public String filename() {
                return filename;
            }

            @Override
            public HttpHeaders headers() {
                return headers;
            }

            @Override
            public Flux<DataBuffer> content() {
                return pieces(HELLO, 2);
            }

            @Override
            public Mono<Void> transferTo(Path destination) {
                return Mono.error(new UnsupportedOperationException());
            }
        };
    }

    @Test
    void multipartFilesKeepNameAndType() {
        assertThat(sent(Map.of("image", form("C:\\pictures\\a.png", "image/png")))
                        .path("image")
                        .asString())
                .isEqualTo("data:image/png;base64,aGVsbG8=");
        assertThat(sent(Map.of("image", form("hello.txt", "nonsense")))
                        .path("image")
                        .asString())
                .isEqualTo(HELLO_TEXT);
        assertThat(sent(Map.of("image", part("a.bin", "image/gif")))
                        .path("image")
                        .asString())
                .isEqualTo("data:image/gif;base64,aGVsbG8=");
        assertThat(FileUpload.of(form("", null)).filename()).isEqualTo("file");
        FilePart part = part("hello.txt", "*/*");
        assertThat(sent(Map.of("image", part)).path("image").asString()).isEqualTo(HELLO_TEXT);
        assertNotCreatedAgain(part);
    }

    private void assertNotCreatedAgain(FilePart part) {
        this.api.resetRequests();
        assertNothingCreated(Map.of("image", part), ReplicateException.class, "input.image", "only once");
    }

    record Deep(Map<String, Object> options, @Nullable Path unset) {}

    record Input(Path imagePath, byte[][] frames, List<File> allFiles, Optional<Path> maybe, Deep deep) {}

    public static class Bean {

        public InputStream getInputImage() {
            return new ByteArrayInputStream(HELLO);
        }
    }

    @Test
    void filesAreAllowedAnywhere() throws IOException {
        Path path = file("hello.txt", HELLO);
        List<Object> withNull = new ArrayList<>(Arrays.asList(path, null, 1));
        JsonNode input = sent(new Input(
                path,
                new byte[][] {HELLO, HELLO},
                List.of(path.toFile()),
                Optional.of(path),
                new Deep(Map.of("list", List.of(withNull), "bean", new Bean()), null)));
        assertThat(input).isEqualTo(JsonMapper.shared().readTree("""
                {"image_path":"TEXT","frames":["BYTES","BYTES"],"all_files":["TEXT"],"maybe":"TEXT",
                "deep":{"options":{"list":[["TEXT",null,1]],"bean":{"input_image":"BYTES"}}}}""".replace("TEXT", HELLO_TEXT)
                .replace("BYTES", HELLO_BYTES)));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("Seed", null);
        map.put("images", new Path[] {path});
        assertThat(sent(map).toString()).isEqualTo("{\"Seed\":null,\"images\":[\"" + HELLO_TEXT + "\"]}");
    }

    enum Endpoint {
        PREDICTIONS(
                client -> client.predictions()
                        .create(request -> request.version("v1").input(input()))
                        .id(),
                client -> client.predictions()
                        .create(request -> request.version("v1").input(input()))
                        .map(Prediction::id)),
        MODELS(
                client -> client.models()
                        .predictions()
                        .create("owner/name", request -> request.input(input()))
                        .id(),
                client -> client.models()
                        .predictions()
                        .create("owner/name", request -> request.input(input()))
                        .map(Prediction::id)),
        DEPLOYMENTS(
                client -> client.deployments()
                        .predictions()
                        .create("owner/name", request -> request.input(input()))
                        .id(),
                client -> client.deployments()
                        .predictions()
                        .create("owner/name", request -> request.input(input()))
                        .map(Prediction::id)),
        RUN(
                client -> client.run("owner/name:v1", input()).prediction().id(),
                client -> client.run("owner/name:v1", input())
                        .map(output -> output.prediction().id()));

        private final Function<Replicate, String> blocking;

        private final Function<AsyncReplicate, Mono<String>> reactive;

        Endpoint(Function<Replicate, String> blocking, Function<AsyncReplicate, Mono<String>> reactive) {
            this.blocking = blocking;
            this.reactive = reactive;
        }

        private static Object input() {
            return Map.of("small", HELLO, "large", new byte[LIMIT + 1]);
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void everyEndpointAcceptsFiles(Endpoint endpoint) {
        for (ClientStyle style : ClientStyle.values()) {
            this.api.resetRequests();
            style.call(this.replicate, endpoint.blocking, endpoint.reactive);
            assertThat(created().path("small").asString()).isEqualTo(HELLO_BYTES);
            assertThat(created().path("large").asString()).isEqualTo(UPLOADED);
            assertThat(uploads()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"262144, 0", "262145, 1"})
    void fileLargerThanInlineLimitIsUploaded(int size, int uploads) throws IOException {
        byte[] content = new byte[size];
        Arrays.fill(content, (byte) 'x');
        for (Object file : List.of(
                file("sized.txt", content),
                content,
                new ByteArrayInputStream(content),
                new InputStreamResource(new ByteArrayInputStream(content)),
                FileUpload.builder().content(pieces(content, 1000)).build())) {
            String url = sent(Map.of("image", file)).path("image").asString();
            assertThat(uploads()).hasSize(uploads);
            if (uploads == 0) {
                assertThat(Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1)))
                        .isEqualTo(content);
            } else {
                assertThat(url).isEqualTo(UPLOADED);
                assertThat(uploads().get(0).getParts())
                        .singleElement()
                        .satisfies(part -> assertThat(part.getBody().asBytes()).isEqualTo(content));
            }
        }
    }

    @Test
    void clientAndCallChooseEncoding() {
        Map<String, Object> input = Map.of("image", HELLO);
        this.replicate.run(request -> request.model("owner/name").input(input).fileEncoding(FileEncoding.UPLOAD));
        assertThat(created().path("image").asString()).isEqualTo(UPLOADED);
        try (Replicate uploads =
                builder().files(files -> files.encoding(FileEncoding.UPLOAD)).build()) {
            this.api.resetRequests();
            uploads.run("owner/name", input);
            assertThat(created().path("image").asString()).isEqualTo(UPLOADED);
            this.api.resetRequests();
            uploads.predictions()
                    .create(request -> request.version("v1").input(input).fileEncoding(FileEncoding.AUTO));
            assertThat(created().path("image").asString()).isEqualTo(HELLO_BYTES);
        }
        try (Replicate small = builder().files(files -> files.inlineLimit(4)).build()) {
            this.api.resetRequests();
            small.run("owner/name", input);
            assertThat(created().path("image").asString()).isEqualTo(UPLOADED);
            this.api.resetRequests();
            small.run(request -> request.model("owner/name").input(input).fileEncoding(FileEncoding.DATA_URL));
            assertThat(created().path("image").asString()).isEqualTo(HELLO_BYTES);
        }
    }

    @Test
    void fileWithMetadataIsUploaded() {
        FileUpload upload =
                FileUpload.builder().content(HELLO).metadata("id", 1).build();
        assertThat(sent(Map.of("image", upload)).path("image").asString()).isEqualTo(UPLOADED);
        assertThat(uploads().get(0).getBodyAsString()).contains("{\"id\":1}");
    }

    @Test
    void fileInSeveralPlacesIsUploadedOnce() {
        byte[] large = new byte[LIMIT + 1];
        InputStream stream = new ByteArrayInputStream(large);
        JsonNode input = sent(Map.of("a", large, "b", List.of(large, large), "c", stream, "d", stream));
        assertThat(input.path("b").path(1).asString()).isEqualTo(UPLOADED);
        assertThat(input.path("d").asString()).isEqualTo(UPLOADED);
        assertThat(uploads()).hasSize(2);
    }

    @Test
    void uploadedAndOutputFilesAreSentAsUrls() {
        UploadedFile uploaded = this.replicate.files().create(FileUpload.of(HELLO, "a.txt"));
        this.api.resetMappings();
        anyRequestIsAnswered(json(201, Wire.succeeded("abc", "\"https://replicate.delivery/x/out.png\"")));
        var output = this.replicate.run("owner/name", Map.of()).file();
        JsonNode input = sent(Map.of("mask", uploaded, "images", List.of(output)));
        assertThat(input.path("mask").asString()).isEqualTo(UPLOADED);
        assertThat(input.path("images").path(0).asString()).isEqualTo("https://replicate.delivery/x/out.png");
        assertThat(uploads()).isEmpty();
    }

    @Test
    void filesBeyondTotalInlineLimitAreUploaded() {
        List<byte[]> files =
                IntStream.range(0, 42).mapToObj(each -> new byte[250_000]).toList();
        JsonNode images = sent(Map.of("images", files)).path("images");
        assertThat(images).hasSize(42);
        for (int i = 0; i < 42; i++) {
            assertThat(images.path(i).asString().startsWith("data:"))
                    .as("image " + i)
                    .isEqualTo(i < 40);
        }
        assertThat(uploads()).hasSize(2);
    }

    @Test
    void fileTooLargeForDataUrlIsRefused() throws IOException {
        Path half = file("half.bin", new byte[5_000_001]);
        try (Replicate inline =
                builder().files(files -> files.encoding(FileEncoding.DATA_URL)).build()) {
            for (Object second : List.of(new byte[5_000_000], new ByteArrayInputStream(new byte[5_000_000]))) {
                assertThat(catchThrowable(() -> inline.run("owner/name", Map.of("images", List.of(half, second)))))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("input.images[1]")
                        .hasMessageContaining("10000000 bytes");
            }
            assertThat(requests()).isEmpty();
            inline.run("owner/name", Map.of("images", List.of(half, new byte[4_999_999])));
            assertThat(created().path("images")).hasSize(2);
        }
    }

    @Test
    void unreadableFileIsRefusedWithItsPlace() throws IOException {
        Path good = file("hello.txt", HELLO);
        Path vanished = folder.resolve("vanished.png");
        Class<IllegalArgumentException> refused = IllegalArgumentException.class;
        assertNothingCreated(list(good, vanished), refused, "input.images[1]", "vanished.png", "does not exist");
        assertNothingCreated(list(good, vanished.toFile()), refused, "input.images[1]", "does not exist");
        assertNothingCreated(
                list(good, new FileSystemResource(vanished)), refused, "input.images[1]", "does not exist");
        assertNothingCreated(list(good, folder), refused, "input.images[1]", "directory");
        assertNothingCreated(list(good, file("empty", new byte[0])), refused, "input.images[1]", "empty");
        assertNothingCreated(list(good, new byte[0]), refused, "input.images[1]", "is empty");
        assertNothingCreated(list(good, Path.of("a\nb")), refused, "input.images[1]", "filename");
        assertNothingCreated(list(good, new File("x".repeat(300))), refused, "input.images[1]", "255");
        assertNothingCreated(list(new byte[LIMIT + 1], vanished), refused, "input.images[1]");
        assertThat(requests()).isEmpty();
    }

    @Test
    void emptyStreamIsRefused() {
        assertThat(catchThrowable(() -> this.replicate.run(
                        "owner/name", Map.of("a", Map.of("b", new ByteArrayInputStream(new byte[0]))))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input.a.b")
                .hasMessageContaining("is empty");
        assertThat(requests()).isEmpty();
    }

    @Test
    void emptyStreamIsRefusedWithEveryEncoding() {
        for (FileEncoding encoding : FileEncoding.values()) {
            assertThat(catchThrowable(() -> this.replicate.run(request -> request.model("owner/name")
                            .input(list(HELLO, new ByteArrayInputStream(new byte[0])))
                            .fileEncoding(encoding))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("input.images[1] (file) is empty");
        }
        assertThat(requests()).noneMatch(request -> request.getUrl().endsWith("/predictions"));
    }

    @Test
    void uploadedStreamKeepsNameTypeAndMetadata() {
        FileUpload upload = FileUpload.builder()
                .content(new ByteArrayInputStream(HELLO))
                .filename("a.png")
                .metadata("id", 7)
                .build();
        assertThat(sent(list(upload)).path("images").path(0).asString()).isEqualTo(UPLOADED);
        assertThat(uploads().get(0).getBodyAsString())
                .contains("filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\nhello\r\n", "{\"id\":7}");
    }

    private static Map<String, Object> list(Object... files) {
        return Map.of("images", List.of(files));
    }

    @Test
    void streamsAreClosedWhenAnotherFileIsRefused() {
        AtomicInteger closed = new AtomicInteger();
        InputStream stream = new ByteArrayInputStream(HELLO) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        assertThat(catchThrowable(() -> this.replicate.run("owner/name", list(Path.of("no/such.png"), stream))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(closed).hasValue(1);
    }

    @Test
    void failingStreamIsNamed() {
        InputStream breaks = new InputStream() {
            private int left = 300_000;

            @Override
            public int read() throws IOException {
                if (this.left-- > 0) {
                    return 'x';
                }
                throw new IOException("tape ended");
            }
        };
        assertThatExceptionOfType(ReplicateException.class)
                .isThrownBy(() -> this.replicate.run("owner/name", list(HELLO, breaks)))
                .withMessageContaining("input.images[1]")
                .withMessageContaining("tape ended");
        assertThat(requests()).noneMatch(request -> request.getUrl().endsWith("/predictions"));
    }

    @Test
    void failedUploadKeepsItsErrorAndCreatesNothing() {
        this.api.stubFor(post(urlEqualTo("/v1/files")).willReturn(json(422, "{\"detail\":\"no such type\"}")));
        assertNothingCreated(
                list(HELLO, new byte[LIMIT + 1]),
                UnprocessableEntityException.class,
                "input.images[1]",
                "files.create",
                "no such type",
                "before anything else was created");
    }

    @Test
    void uploadWithoutUrlIsAnError() {
        this.api.stubFor(post(urlEqualTo("/v1/files")).willReturn(json(201, "{\"id\":\"f9\"}")));
        assertNothingCreated(list(HELLO, new byte[LIMIT + 1]), ReplicateException.class, "input.images[1]", "f9");
    }

    @Test
    void retriedCreateDoesNotUploadAgain() {
        inTurn(
                () -> post(urlEqualTo("/v1/models/owner/name/predictions")),
                json(429, "{}"),
                json(201, Wire.succeeded("abc", "\"done\"")));
        this.replicate.run("owner/name", list(new ByteArrayInputStream(new byte[LIMIT + 1])));
        assertThat(uploads()).hasSize(1);
        assertThat(requests("POST", "/v1/models/owner/name/predictions")).hasSize(2);
    }

    @Test
    void resubscribingReadsFilesAgainButStreamsOnce() throws IOException {
        Path path = file("changing.txt", HELLO);
        Mono<?> withFile = this.replicate.async().run("owner/name", list(path));
        withFile.block();
        Files.writeString(path, "other");
        this.api.resetRequests();
        withFile.block();
        assertThat(created().path("images").path(0).asString())
                .isEqualTo("data:text/plain;base64,"
                        + Base64.getEncoder().encodeToString("other".getBytes(StandardCharsets.UTF_8)));

        for (Object stream : List.of(
                new ByteArrayInputStream(HELLO),
                new ByteArrayInputStream(new byte[LIMIT + 1]),
                FileUpload.builder().content(pieces(HELLO, 2)).build())) {
            Mono<?> withStream = this.replicate.async().run("owner/name", list(HELLO, stream));
            withStream.block();
            int before = requests().size();
            assertThatExceptionOfType(ReplicateException.class)
                    .isThrownBy(withStream::block)
                    .withMessageContaining("input.images[1]")
                    .withMessageContaining("only once");
            assertThat(requests()).hasSize(before);
        }
    }

    @Test
    void rawResponseIsThatOfCreate() {
        RawResponse<Prediction> raw = this.replicate.withRawResponse(client ->
                client.predictions().create(request -> request.version("v1").input(list(new byte[LIMIT + 1]))));
        assertThat(raw.body()).asString(StandardCharsets.UTF_8).contains("\"abc\"");
        assertThat(raw.value().id()).isEqualTo("abc");
    }

    @Test
    void fileAsWholeInputIsRefused() {
        for (Object input : List.of(Path.of("x"), HELLO, Collections.emptyList())) {
            assertNothingCreated(input, IllegalArgumentException.class, "JSON object");
        }
    }

    /** Resources are equal if their descriptions are. */
    private static final class Received extends AbstractResource {

        private final byte[] content;

        Received(int content) {
            this.content = new byte[] {(byte) content};
        }

        @Override
        public String getDescription() {
            return "what was received";
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public long contentLength() {
            return this.content.length;
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(this.content);
        }
    }

    @Test
    void equalResourcesAreReadSeparately() {
        JsonNode images = sent(list(new Received(1), new Received(2))).path("images");
        assertThat(images.path(0).asString()).endsWith("AQ==");
        assertThat(images.path(1).asString()).endsWith("Ag==");
    }

    @Test
    void fileWithUnreadableSizeIsNamed() {
        Object file = new ByteArrayResource(HELLO) {
            @Override
            public long contentLength() {
                throw new UncheckedIOException(new IOException("share is gone"));
            }
        };
        assertNothingCreated(list(HELLO, file), IllegalArgumentException.class, "input.images[1]", "share is gone");
        assertThat(requests()).isEmpty();
    }

    @Test
    void failureWithoutMessageIsNamedByItsClass() {
        Object file = new ByteArrayResource(HELLO) {
            @Override
            public long contentLength() {
                throw new IllegalStateException();
            }
        };
        assertNothingCreated(
                list(HELLO, file), IllegalArgumentException.class, "images[1]", ": java.lang.IllegalStateException)");
    }

    @Test
    void addressOfAMissingFileIsRedacted() {
        Object file = new AbstractResource() {
            @Override
            public String getDescription() {
                return "URL https://x.test/a.png?sig=SECRET";
            }

            @Override
            public InputStream getInputStream() throws IOException {
                throw new FileNotFoundException();
            }
        };
        assertNothingCreated(
                list(HELLO, file), IllegalArgumentException.class, "does not exist: URL https://x.test/a.png?***");
    }

    @Test
    void streamThatCannotBeClosedIsNamed() {
        InputStream stream = new ByteArrayInputStream(HELLO) {
            @Override
            public void close() {
                throw new UncheckedIOException(new IOException("stuck"));
            }
        };
        assertNothingCreated(list(HELLO, stream), ReplicateException.class, "input.images[1]");
    }

    @Test
    void dataUrlContainsNoTypeParametersButCharset() {
        FileUpload upload = FileUpload.builder()
                .content(HELLO)
                .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8;name=\"a, b\""))
                .build();
        assertThat(sent(list(upload)).path("images").path(0).asString())
                .isEqualTo("data:text/plain;charset=UTF-8;base64,aGVsbG8=");
    }

    private static FormFieldPart field() {
        return new FormFieldPart() {
            @Override
            public String value() {
                return "hello";
            }

            @Override
            public String name() {
                return "text";
            }

            @Override
            public HttpHeaders headers() {
                return new HttpHeaders();
            }

            @Override
            public Flux<DataBuffer> content() {
                return pieces(HELLO, 2);
            }
        };
    }

    @Test
    void contentThatIsNoFileIsRefused() {
        InputStreamSource source = () -> new ByteArrayInputStream(HELLO);
        for (Object content : List.of(source, field(), pieces(HELLO, 2), ByteBuffer.wrap(HELLO))) {
            assertNothingCreated(
                    list(HELLO, content),
                    IllegalArgumentException.class,
                    "input.images[1]",
                    content.getClass().getName(),
                    "cannot be sent");
        }
        assertThat(requests()).isEmpty();
    }

    @Test
    void equalPathsAreUploadedOnce() throws IOException {
        Path path = file("large.bin", new byte[LIMIT + 1]);
        JsonNode input = sent(
                Map.of("a", path, "b", Path.of(path.toString()), "c", new File(path.toString()), "d", List.of(path)));
        assertThat(uploads()).hasSize(1);
        assertThat(input)
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"a\":\"U\",\"b\":\"U\",\"c\":\"U\",\"d\":[\"U\"]}".replace("U", UPLOADED)));
    }
}
