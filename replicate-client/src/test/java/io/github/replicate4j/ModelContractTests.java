/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.files.FileInput;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.internal.run.InterfaceContract;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.Input;
import io.github.replicate4j.run.Output;
import io.github.replicate4j.run.ReplicateModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ModelContractTests {

    private static final String MODEL = "acme/painter";

    enum Format {
        @JsonProperty("webp")
        WEBP,
        @JsonProperty("png")
        PNG
    }

    enum OtherFormat {
        WEBP,
        JPEG
    }

    record Request(
            String prompt, FileInput image, Optional<Integer> steps, Format format, List<String> styles, Long seed) {}

    record Style(List<String> styles, Format format) {}

    record Unwrapped(String prompt, @JsonUnwrapped Style style) {}

    record Incomplete(Path image, String steps) {}

    @ReplicateModel(MODEL)
    interface Matching {

        FileOutput draw(String prompt);

        List<FileOutput> draw(String prompt, Path image, int steps, double scale, boolean fast);

        String url(String prompt, @Input("styles") String[] values, @Input("format") String type);

        Output run(Request request);

        Output run(Unwrapped request);

        Prediction create(Map<String, Object> request);

        Stream<FileOutput> stream(String prompt, Format format);

        Flux<String> events(String prompt, Integer scale);

        Mono<List<String>> urls(String prompt, Long seed);

        default String shortcut(String nothing) {
            return nothing;
        }
    }

    @Test
    void aMatchingInterfaceIsAccepted() {
        ModelContract.verify(Matching.class);
    }

    static Stream<List<Object>> mismatches() {
        return Stream.of(
                List.of(
                        UnknownInput.class,
                        "'colour' is not an input of the model, whose inputs are prompt, image, steps,"),
                List.of(MissingInput.class, "'prompt' is required, but not sent"),
                List.of(TextForNumber.class, "'steps' is of type String, but the model accepts an integer"),
                List.of(FractionForInteger.class, "'steps' is of type double, but the model accepts an integer"),
                List.of(NumberForText.class, "'prompt' is of type int, but the model accepts a string"),
                List.of(FileForText.class, "'prompt' is of type Path, but the model accepts a string"),
                List.of(TextForList.class, "'styles' is of type String, but the model accepts a list"),
                List.of(NumbersForTexts.class, "'styles' has items that do not fit: each is of type Integer, but"),
                List.of(TextForBoolean.class, "'fast' is of type String, but the model accepts true or false"),
                List.of(TextForOptionalNumber.class, "'seed' is of type String, but the model accepts an integer"),
                List.of(
                        OtherConstants.class,
                        "'format' is of type OtherFormat with the values WEBP, JPEG, but the model accepts one of webp, png"),
                List.of(WholeInput.class, "'prompt' is required, but not sent"),
                List.of(WholeInput.class, "'steps' is of type String, but the model accepts an integer"),
                List.of(OtherOutput.class, "its output is a list, which does not fit int"));
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void aMismatchIsReportedWithItsMethod(List<Object> mismatch) {
        Class<?> type = (Class<?>) mismatch.get(0);
        assertThatIllegalStateException()
                .isThrownBy(() -> ModelContract.verify(type))
                .withMessageStartingWith(
                        type.getName() + " does not match the stored schema of acme/painter, version 5c7d")
                .withMessageContaining("\n- " + type.getName() + ".run(")
                .withMessageContaining((String) mismatch.get(1));
    }

    @ReplicateModel(MODEL)
    interface UnknownInput {
        Output run(String prompt, String colour);
    }

    @ReplicateModel(MODEL)
    interface MissingInput {
        Output run(int steps);
    }

    @ReplicateModel(MODEL)
    interface TextForNumber {
        Output run(String prompt, String steps);
    }

    @ReplicateModel(MODEL)
    interface FractionForInteger {
        Output run(String prompt, double steps);
    }

    @ReplicateModel(MODEL)
    interface NumberForText {
        Output run(int prompt);
    }

    @ReplicateModel(MODEL)
    interface FileForText {
        Output run(Path prompt);
    }

    @ReplicateModel(MODEL)
    interface TextForList {
        Output run(String prompt, String styles);
    }

    @ReplicateModel(MODEL)
    interface NumbersForTexts {
        Output run(String prompt, List<Integer> styles);
    }

    @ReplicateModel(MODEL)
    interface TextForBoolean {
        Output run(String prompt, String fast);
    }

    @ReplicateModel(MODEL)
    interface TextForOptionalNumber {
        Output run(String prompt, String seed);
    }

    @ReplicateModel(MODEL)
    interface OtherConstants {
        Output run(String prompt, OtherFormat format);
    }

    @ReplicateModel(MODEL)
    interface WholeInput {
        Output run(Incomplete request);
    }

    @ReplicateModel(MODEL)
    interface OtherOutput {
        int run(String prompt);
    }

    static Stream<Class<?>> invalid() {
        return Stream.of(StreamOfNumbers.class, OptionalOutput.class, FluxOfFiles.class, MonoOfBlockingFile.class);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void anInterfaceThatCannotBeUsedIsRejectedWithTheSameMessage(Class<?> type) {
        try (Replicate replicate = Replicate.builder().bearerToken("none").build()) {
            String message =
                    catchIllegalArgumentException(() -> replicate.use(type)).getMessage();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ModelContract.verify(type))
                    .withMessage(message);
        }
    }

    @ReplicateModel(MODEL)
    interface StreamOfNumbers {
        Flux<Integer> run(String prompt);
    }

    @ReplicateModel(MODEL)
    interface OptionalOutput {
        Optional<Integer> run(String prompt);
    }

    @ReplicateModel(MODEL)
    interface FluxOfFiles {
        Flux<FileOutput> run(String prompt);
    }

    @ReplicateModel(MODEL)
    interface MonoOfBlockingFile {
        Mono<FileOutput> run(String prompt);
    }

    @Test
    void filesCannotBeStreamedFromNumbers() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate replicate = Replicate.builder()
                        .emulator(emulator.baseUrl().toString())
                        .build()) {
            emulator.model(MODEL).input("prompt", InputType.STRING, true).output(OutputType.NUMBER);
            assertThatIllegalStateException()
                    .isThrownBy(() -> ModelContract.verify(FileStream.class, replicate))
                    .withMessageContaining("its output is a number, which does not fit " + FileOutput.class.getName());
        }
    }

    @ReplicateModel(MODEL)
    interface FileStream {
        Stream<FileOutput> run(String prompt);
    }

    @Test
    void anAlternativeThatContainsItselfFits() {
        String loop = "#/components/schemas/Loop";
        Map<String, Object> schemas = Map.of(
                "Input", Map.of("properties", Map.of("prompt", Map.of("$ref", loop))),
                "Loop", Map.of("anyOf", List.of(Map.of("type", "integer"), Map.of("$ref", loop))));
        assertThat(InterfaceContract.mismatches(TextOnly.class, Map.of("components", Map.of("schemas", schemas))))
                .isEmpty();
    }

    @ReplicateModel(MODEL)
    interface TextOnly {
        Output run(String prompt);
    }

    @Test
    void nullIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelContract.verify(null))
                .withMessageContaining("type");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelContract.verify(Matching.class, null))
                .withMessageContaining("replicate");
    }

    @Test
    void allMismatchesAreReported() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ModelContract.verify(WholeInput.class))
                .satisfies(ex -> assertThat(ex.getMessage().lines()).hasSize(4));
    }

    @ReplicateModel("acme/none")
    interface NotStored {
        Output run(String prompt);
    }

    @ReplicateModel(MODEL + ":2b017d9b67edd2ee1401238df49d75da53c523f36e363881e057f5dc3ed3c5b2")
    interface OtherVersion {
        Output run(String prompt);
    }

    interface NotAModel {}

    @Test
    void aSchemaThatIsNotStoredOrOfAnotherVersionIsReported() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ModelContract.verify(NotStored.class))
                .withMessageContaining("the class path has no replicate/models/acme/none.json");
        assertThatIllegalStateException()
                .isThrownBy(() -> ModelContract.verify(OtherVersion.class))
                .withMessageContaining("but the stored schema is that of version 5c7d");
        assertThatIllegalArgumentException().isThrownBy(() -> ModelContract.verify(NotAModel.class));
    }

    @Test
    void anInterfaceIsComparedWithTheCurrentSchema() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate replicate = Replicate.builder()
                        .emulator(emulator.baseUrl().toString())
                        .build()) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> ModelContract.verify(MissingInput.class, replicate));
            emulator.model(MODEL).input("steps", InputType.INTEGER, true).output(OutputType.FILE);
            ModelContract.verify(MissingInput.class, replicate);
            emulator.model(MODEL).input("prompt", InputType.STRING, true);
            assertThatIllegalStateException()
                    .isThrownBy(() -> ModelContract.verify(MissingInput.class, replicate))
                    .withMessageStartingWith(
                            MissingInput.class.getName() + " does not match the schema of acme/painter, version ")
                    .withMessageContaining("'prompt' is required, but not sent");
        }
    }

    @ReplicateModel(MODEL + ":5555555555555555555555555555555555555555555555555555555555555555")
    interface LatestVersion {
        Output run(int steps);
    }

    /** Replicate does not return the versions of official models. */
    @Test
    void aVersionOfAnOfficialModelIsFound() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate replicate = Replicate.builder()
                        .emulator(emulator.baseUrl().toString())
                        .build()) {
            emulator.model(MODEL)
                    .official()
                    .version("5".repeat(64))
                    .input("steps", InputType.INTEGER, true)
                    .output(OutputType.FILE);
            emulator.faults().always(Operation.MODELS_VERSIONS_GET).status(404);
            ModelContract.verify(LatestVersion.class, replicate);
            emulator.model(MODEL).version("6".repeat(64));
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> ModelContract.verify(LatestVersion.class, replicate))
                    .withMessageContaining("models.versions.get");
        }
    }
}
