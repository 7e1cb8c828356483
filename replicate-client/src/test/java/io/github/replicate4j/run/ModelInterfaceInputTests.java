/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.settings.FileEncoding;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Inputs that the methods of a model interface send. */
class ModelInterfaceInputTests extends WireMockTest {

    private static final String CREATE = "/v1/predictions";

    enum Style {
        PLAIN
    }

    record Size(int maxWidth, @Nullable Integer maxHeight) {}

    @ReplicateModel(Wire.VERSION)
    interface Model {

        Prediction none();

        Prediction names(String prompt, int numOutputs, @Nullable Boolean goFast, @Input("LoRA") String lora);

        Prediction variousTypes(Style style, URI link, Instant at, List<String> more, Object[] any, Duration... time);

        Prediction one(Style style);

        Prediction one(List<Size> sizes);

        Prediction one(Duration duration);

        Prediction nested(@Input Size size);

        Prediction inputObject(Size size);

        Prediction inputObject(Map<String, ?> input);

        String ask(Size size);

        Mono<String> answer(Size size);

        Flux<String> tokens(Size size);

        Prediction path(Path image);

        Prediction file(File image);

        Prediction upload(FileUpload image);

        Prediction resource(Resource image);

        Prediction stream(InputStream image);

        Prediction bytes(byte[] image);

        Prediction output(FileOutput image);

        Prediction paths(List<Path> images, Path... more);
    }

    private Model model;

    @BeforeEach
    void returnStarting() {
        createIsAnswered(json(201, Wire.prediction("p", "starting")));
        this.model = this.replicate.use(Model.class);
    }

    private void assertSent(String input) {
        assertThat(requests()).hasSize(1);
        assertThat(requests("POST", CREATE).get(0).getBodyAsString())
                .isEqualTo("{\"version\":\"" + Wire.VERSION + "\",\"input\":" + input + "}");
        this.api.resetRequests();
    }

    @Test
    void parametersAreSentUnderSnakeCaseOrAnnotatedNames() {
        this.model.names("a cat", 2, true, "x");
        assertSent("{\"prompt\":\"a cat\",\"num_outputs\":2,\"go_fast\":true,\"LoRA\":\"x\"}");
        this.model.none();
        assertSent("{}");
    }

    @Test
    void nullIsNotSent() {
        this.model.names("a cat", 2, null, null);
        assertSent("{\"prompt\":\"a cat\",\"num_outputs\":2}");
        this.model.one((Style) null);
        assertSent("{}");
    }

    @Test
    void variousTypesAreSent() {
        this.model.variousTypes(
                Style.PLAIN,
                URI.create("https://example.com/x"),
                Instant.EPOCH,
                List.of("a"),
                new Object[] {1, "b"},
                Duration.ofSeconds(1));
        assertSent("{\"style\":\"PLAIN\",\"link\":\"https://example.com/x\",\"at\":\"1970-01-01T00:00:00Z\","
                + "\"more\":[\"a\"],\"any\":[1,\"b\"],\"time\":[\"PT1S\"]}");
    }

    @Test
    void singleValueIsSentAsField() {
        this.model.one(Style.PLAIN);
        assertSent("{\"style\":\"PLAIN\"}");
        this.model.one(List.of(new Size(1, 2)));
        assertSent("{\"sizes\":[{\"max_width\":1,\"max_height\":2}]}");
        this.model.one(Duration.ofSeconds(1));
        assertSent("{\"duration\":\"PT1S\"}");
        this.model.nested(new Size(1, null));
        assertSent("{\"size\":{\"max_width\":1}}");
    }

    @Test
    void recordOrMapIsSentAsInput() {
        this.model.inputObject(new Size(1, null));
        assertSent("{\"max_width\":1}");
        this.model.inputObject(Map.of("any-name", 1));
        assertSent("{\"any-name\":1}");
    }

    @Test
    void inputObjectMustNotBeNull() {
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> this.model.inputObject((Size) null),
                () -> this.model.ask(null),
                () -> this.model.answer(null),
                () -> this.model.tokens(null))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(call)
                    .withMessageMatching(".*Model\\.(inputObject|ask|answer|tokens)\\(Size\\): .*must not be null");
        }
        assertThat(requests()).isEmpty();
    }

    @Test
    void filesAreSentAsDataUrls(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("a.txt"), "x");
        String sent = "{\"image\":\"data:text/plain;base64,eA==\"}";
        this.model.path(file);
        assertSent(sent);
        this.model.file(file.toFile());
        assertSent(sent);
        this.model.upload(FileUpload.of(file));
        assertSent(sent);
        String unknown = "{\"image\":\"data:application/octet-stream;base64,eA==\"}";
        this.model.resource(new ByteArrayResource(new byte[] {'x'}));
        assertSent(unknown);
        this.model.stream(new ByteArrayInputStream(new byte[] {'x'}));
        assertSent(unknown);
        this.model.bytes(new byte[] {'x'});
        assertSent(unknown);
        this.model.paths(List.of(file), file);
        assertSent("{\"images\":[\"data:text/plain;base64,eA==\"],\"more\":[\"data:text/plain;base64,eA==\"]}");
    }

    @ReplicateModel(Wire.VERSION)
    interface Painter {

        FileOutput paint(FileOutput image);
    }

    @Test
    void fileOutputIsSentAsUrl() {
        Painter painter = this.replicate.use(Painter.class);
        createIsAnswered(json(201, Wire.succeeded("p", "\"https://x.test/a.png\"")));
        FileOutput first =
                this.replicate.use(Wire.VERSION, Map.class, FileOutput.class).run(Map.of());
        this.api.resetRequests();
        assertThat(painter.paint(first).url()).hasToString("https://x.test/a.png");
        assertSent("{\"image\":\"https://x.test/a.png\"}");
    }

    @Test
    void filesAreUploadedIfTheClientIsConfiguredSo(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("a.txt"), "x");
        this.api.stubFor(WireMock.post("/v1/files")
                .willReturn(json(201, "{\"id\":\"f\",\"urls\":{\"get\":\"" + baseUrl() + "/files/f\"}}")));
        try (Replicate uploading =
                builder().files(files -> files.encoding(FileEncoding.UPLOAD)).build()) {
            uploading.use(Model.class).path(file);
        }
        assertThat(requests("POST", "/v1/files")).hasSize(1);
        assertThat(requests("POST", CREATE).get(0).getBodyAsString())
                .contains("{\"image\":\"" + baseUrl() + "/files/f\"}");
    }

    @Test
    void methodsUseTheTokenAndOptionsOfTheirClient() {
        this.replicate
                .withOptions(options -> options.bearerToken("r8_other").header("X-Mine", "1"))
                .use(Model.class)
                .none();
        assertThat(requests().get(0).getHeader("Authorization")).isEqualTo("Bearer r8_other");
        assertThat(requests().get(0).getHeader("X-Mine")).isEqualTo("1");
    }
}
