/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.deployments.DeploymentRequest;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.InputFinding;
import io.github.replicate4j.error.InputValidationException;
import io.github.replicate4j.error.UnprocessableEntityException;
import io.github.replicate4j.internal.predictions.StoredCreates;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.settings.FileEncoding;
import io.github.replicate4j.settings.InputValidation;
import io.github.replicate4j.testing.CapturedLog;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Inputs that do not match the schema of the model, against the emulator. */
@Isolated("Changes loggers")
class InputValidationTests {

    private static final Map<String, Object> WRONG = Map.of("promt", "a secret cat");

    private final CapturedLog log =
            CapturedLog.of("io.github.replicate4j.internal.validation.ValidationLog", Level.WARN);

    private ReplicateEmulator emulator;

    private Replicate strict;

    private Replicate lenient;

    @BeforeEach
    void start() {
        this.emulator = ReplicateEmulator.start();
        this.emulator
                .model("acme/official")
                .official()
                .input("prompt", InputType.STRING, true)
                .input("image", InputType.FILE, false)
                .respond(script -> script.output("done").succeed());
        this.emulator
                .model("acme/community")
                .input("prompt", InputType.STRING, true)
                .respond(script -> script.output("done").succeed());
        this.emulator.deployment("acme/deployed", "acme/community");
        this.strict = client(InputValidation.STRICT);
        this.lenient = client(InputValidation.WARN);
    }

    private Replicate client(InputValidation validation) {
        return Wire.builder(this.emulator.baseUrl().toString())
                .bearerToken(this.emulator.token())
                .validation(validation)
                .build();
    }

    @AfterEach
    void stop() {
        this.log.close();
        this.strict.close();
        this.lenient.close();
        this.emulator.close();
    }

    private String version() {
        return this.emulator.model("acme/community").versionId();
    }

    private List<String> sent() {
        return this.emulator.requests().all().stream()
                .map(JournalEntry::operation)
                .map(operation -> operation == null ? "none" : operation.id())
                .toList();
    }

    private void rejects(Runnable call) {
        assertThatExceptionOfType(InputValidationException.class)
                .isThrownBy(call::run)
                .satisfies(failure -> {
                    assertThat(failure.findings())
                            .extracting(InputFinding::code)
                            .contains(InputFinding.Code.UNKNOWN);
                    assertThat(failure)
                            .hasMessageContaining("was not sent")
                            .hasMessageContaining("\n- input.promt is unknown: did you mean prompt?")
                            .hasMessageNotContaining("secret");
                });
    }

    @ParameterizedTest
    @EnumSource
    void strictSendsNothing(ClientStyle style) {
        rejects(() -> style.call(
                this.strict,
                client -> client.run("acme/official", WRONG).text(),
                client -> client.run("acme/official", WRONG).map(AsyncOutput::text)));
        rejects(() -> style.call(
                this.strict,
                client -> client.use("acme/official").run(WRONG).text(),
                client -> client.use("acme/official").run(WRONG).map(AsyncOutput::text)));
        rejects(() -> style.call(
                this.strict,
                client -> client.use("acme/community").create(WRONG),
                client -> client.use("acme/community").create(WRONG)));
        rejects(() -> style.call(
                this.strict,
                client -> client.use("acme/community").stream(WRONG).toList(),
                client -> Flux.defer(() -> client.use("acme/community").stream(WRONG))
                        .collectList()));
        rejects(() -> style.call(
                this.strict,
                client -> client.use(Model.class).run("a secret cat"),
                client -> Mono.fromCallable(() -> client.use(Model.class).run("a secret cat"))
                        .subscribeOn(Schedulers.boundedElastic())));
        rejects(() -> style.call(
                this.strict,
                client -> client.models().predictions().create("acme/official", request -> request.input(WRONG)),
                client -> client.models()
                        .predictions()
                        .create("acme/official", PredictionRequest.of(request -> request.input(WRONG)))));
        PredictionRequest community = PredictionRequest.of(
                request -> request.version("acme/community:" + version()).input(WRONG));
        rejects(() -> style.call(
                this.strict,
                client -> client.predictions().create(community),
                client -> client.predictions().create(community)));
        PredictionRequest input = PredictionRequest.of(request -> request.input(WRONG));
        rejects(() -> style.call(
                this.strict,
                client -> client.deployments().predictions().create("acme/deployed", input),
                client -> client.deployments().predictions().create("acme/deployed", input)));
        rejects(() -> Blocking.value(
                StoredCreates.of(this.strict.async().predictions()).encode(community)));
        assertThat(this.emulator.requests().creates()).isEmpty();
        assertThat(this.emulator.predictions()).isEmpty();
    }

    @ReplicateModel("acme/official")
    interface Model {

        String run(@Input("promt") String text);
    }

    @Test
    void trainingsAreValidated() {
        this.emulator
                .model("acme/community")
                .openapiSchema(Map.of(
                        "components",
                        Map.of(
                                "schemas",
                                Map.of(
                                        "TrainingInput",
                                        Map.of("properties", Map.of("prompt", Map.of("type", "string")))))));
        rejects(() -> this.strict
                .trainings()
                .create(
                        "acme/community",
                        version(),
                        request -> request.destination("acme/community").input(WRONG)));
        assertThat(this.emulator.requests().to(Operation.TRAININGS_CREATE)).isEmpty();
        this.strict
                .trainings()
                .create(
                        "acme/community",
                        version(),
                        request -> request.destination("acme/community")
                                .input(WRONG)
                                .validation(InputValidation.OFF));
        assertThat(this.emulator.requests().to(Operation.TRAININGS_CREATE)).hasSize(1);
    }

    @Test
    void filesAreNotUploadedIfTheInputIsRejected(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("cat.png"), "not empty");
        rejects(() -> this.strict.run(request -> request.model("acme/official")
                .fileEncoding(FileEncoding.UPLOAD)
                .input("promt", "a secret cat")
                .input("image", file)));
        assertThat(sent()).containsExactly("models.get");
        this.strict.run(request -> request.model("acme/official")
                .fileEncoding(FileEncoding.UPLOAD)
                .input("prompt", "a secret cat")
                .input("image", file));
        assertThat(sent()).contains("files.create", "models.predictions.create");
    }

    @Test
    void schemaIsReadOncePerVersion() {
        List<Mono<AsyncOutput>> runs = IntStream.range(0, 20)
                .mapToObj(i -> this.strict.async().run("acme/official", Map.of("prompt", "a cat " + i)))
                .toList();
        assertThat(Blocking.value(Flux.merge(runs).collectList())).hasSize(20);
        rejects(() -> this.strict.run("acme/official", WRONG));
        rejects(() ->
                this.strict.withOptions(options -> options.header("X-Any", "1")).run("acme/official", WRONG));
        assertThat(sent().stream().filter("models.get"::equals)).hasSize(1);
        for (int i = 0; i < 3; i++) {
            rejects(() ->
                    this.strict.deployments().predictions().create("acme/deployed", request -> request.input(WRONG)));
            rejects(() -> this.strict.run("acme/community:" + version(), WRONG));
        }
        assertThat(sent().stream().filter("models.versions.get"::equals)).hasSize(1);
        assertThat(sent().stream().filter("deployments.get"::equals)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void warningIsLoggedOnceAndTheInputIsSent(ClientStyle style) {
        this.emulator
                .model("acme/lenient")
                .input("prompt", InputType.STRING, false)
                .respond(script -> script.output("done").succeed());
        ModelFunction function = this.lenient.use("acme/lenient");
        AsyncModelFunction async = this.lenient.async().use("acme/lenient");
        for (int i = 0; i < 5; i++) {
            Object input = Map.of("promt", "a secret cat " + i);
            assertThat(style.<String>call(
                            this.lenient,
                            client -> function.run(input).text(),
                            client -> async.run(input).map(AsyncOutput::text)))
                    .isEqualTo("done");
        }
        assertThat(this.log.events()).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage())
                    .contains("acme/lenient")
                    .contains("input.promt is unknown: did you mean prompt?")
                    .contains("replicate.validation")
                    .doesNotContain("secret");
        });
    }

    @Test
    void warningAddsNoRequest() {
        this.emulator
                .model("acme/any")
                .official()
                .respond(script -> script.output("done").succeed());
        this.lenient.run("acme/any", WRONG);
        this.lenient.run("acme/any", WRONG);
        assertThat(sent()).containsExactly("models.predictions.create", "models.predictions.create");
        assertThat(this.log.events()).isEmpty();
    }

    @Test
    void callOverridesTheClient() {
        rejects(() -> this.lenient.run(
                request -> request.model("acme/official").input(WRONG).validation(InputValidation.STRICT)));
        assertThat(this.emulator.requests().creates()).isEmpty();
        assertThatExceptionOfType(UnprocessableEntityException.class)
                .isThrownBy(() -> this.strict.run(
                        request -> request.model("acme/official").input(WRONG).validation(InputValidation.OFF)));
        assertThat(this.emulator.requests().creates()).hasSize(1);
    }

    @Test
    void schemaThatCannotBeReadPreventsNoCall() {
        this.emulator.faults().always(Operation.MODELS_GET).status(404);
        this.strict.run("acme/official", Map.of("prompt", "a cat", "promt", 1));
        this.strict.run("acme/official", Map.of("prompt", "a cat", "promt", 1));
        assertThat(sent()).containsExactly("models.get", "models.predictions.create", "models.predictions.create");
        this.strict.run(version(), Map.of("prompt", "a cat", "promt", 1));
        assertThat(this.log.messages())
                .satisfiesExactly(
                        first -> assertThat(first).contains("acme/official was sent without validation"),
                        second -> assertThat(second).contains("use owner/name:version"));
    }

    @Test
    void versionsWithoutUsableSchemaAreSent() {
        Map<String, Object> loop = Map.of("allOf", List.of(Map.of("$ref", "#/components/schemas/Input")));
        for (Map<String, Object> schema : Arrays.<@Nullable Map<String, Object>>asList(
                null,
                Map.of("components", 7),
                Map.of("components", Map.of("schemas", Map.of("Output", Map.of()))),
                Map.of("components", Map.of("schemas", Map.of("Input", loop))))) {
            this.emulator
                    .model("acme/odd")
                    .openapiSchema(schema)
                    .respond(script -> script.output("done").succeed());
            try (Replicate client = client(InputValidation.STRICT)) {
                assertThat(client.use("acme/odd")
                                .run(Collections.singletonMap("class", null))
                                .text())
                        .isEqualTo("done");
            }
        }
    }

    @Test
    void schemaOfAnotherVersionIsNotUsed() {
        String old = version();
        assertThat(this.strict
                        .use("acme/community")
                        .run(Map.of("prompt", "a cat"))
                        .text())
                .isEqualTo("done");
        this.emulator.model("acme/community").version("b".repeat(64)).input("promt", InputType.STRING, false);
        assertThat(this.strict
                        .use("acme/community")
                        .run(Map.of("prompt", "a cat", "promt", "x"))
                        .text())
                .isEqualTo("done");
        rejects(() -> this.strict.run("acme/community:" + old, Map.of("prompt", "a cat", "promt", "a secret")));
    }

    @ParameterizedTest
    @EnumSource
    void updatedDeploymentIsValidatedByItsNewVersion(ClientStyle style) {
        rejects(() -> this.strict.deployments().predictions().create("acme/deployed", request -> request.input(WRONG)));
        String next = "b".repeat(64);
        this.emulator.model("acme/community").version(next).input("promt", InputType.STRING, false);
        style.call(
                this.strict,
                client -> client.deployments().update("acme/deployed", request -> request.version(next)),
                client -> client.deployments().update("acme/deployed", request -> request.version(next)));
        this.strict
                .deployments()
                .predictions()
                .create("acme/deployed", request -> request.input(Map.of("prompt", "a cat", "promt", "x")));
        assertThat(this.emulator.requests().creates()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void deletedDeploymentIsForgotten(ClientStyle style) {
        rejects(() -> this.strict.deployments().predictions().create("acme/deployed", request -> request.input(WRONG)));
        style.run(
                this.strict,
                client -> client.deployments().delete("acme/deployed"),
                client -> client.deployments().delete("acme/deployed"));
        this.emulator.model("acme/community").version("b".repeat(64)).input("promt", InputType.STRING, false);
        this.emulator.deployment("acme/deployed", "acme/community");
        this.strict
                .deployments()
                .predictions()
                .create("acme/deployed", request -> request.input(Map.of("prompt", "a cat", "promt", "x")));
        assertThat(this.emulator.requests().creates()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void createdDeploymentIsValidatedByItsVersion(ClientStyle style) {
        String name = this.emulator.account() + "/app";
        this.emulator.deployment(name, "acme/community");
        rejects(() -> this.strict.deployments().predictions().create(name, request -> request.input(WRONG)));
        this.lenient.deployments().delete(name);
        String next = "b".repeat(64);
        this.emulator.model("acme/community").version(next).input("promt", InputType.STRING, false);
        DeploymentRequest app = DeploymentRequest.of(request -> request.name("app")
                .model("acme/community")
                .version(next)
                .hardware("cpu")
                .minInstances(0)
                .maxInstances(1));
        style.call(
                this.strict,
                client -> client.deployments().create(app),
                client -> client.deployments().create(app));
        this.strict
                .deployments()
                .predictions()
                .create(name, request -> request.input(Map.of("prompt", "a cat", "promt", "x")));
        assertThat(this.emulator.requests().creates()).hasSize(1);
    }
}
