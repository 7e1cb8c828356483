/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Strict validation of responses against the description of the API. */
class StrictValidationTests extends WireMockTest {

    private static final String COMPLETE = """
            {"id":"abc","model":"acme/model","version":"hidden","input":{},"output":null,"data_removed":false,
            "error":null,"status":"starting","created_at":"2026-01-02T03:04:05.678Z","urls":{"get":"g","cancel":"c","web":"w"},"new":{"a":1}}""";

    private Replicate strict() {
        this.replicate.close();
        this.replicate = builder().strictResponseValidation(true).build();
        return this.replicate;
    }

    @Test
    void responseWithAllRequiredAndUnknownFieldsIsRead() {
        anyRequestIsAnswered(json(200, COMPLETE));
        Prediction prediction = strict().predictions().get("abc");
        assertThat(prediction.createdAt()).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(prediction.additionalProperties()).containsEntry("new", Map.of("a", 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"model\":\"acme/model\",' | '' | model",
                "'\"output\":null,' | '' | output",
                "'\"urls\":{\"get\":\"g\",\"cancel\":\"c\",\"web\":\"w\"},' | '' | urls",
                "'2026-01-02T03:04:05.678Z' | 'yesterday' | created_at",
                "'\"acme/model\"' | '17' | model",
                "'\"input\":{}' | '\"input\":[]' | input"
            })
    void missingOrInvalidFieldIsError(String original, String replacement, String field) {
        anyRequestIsAnswered(json(200, COMPLETE.replace(original, replacement)));
        assertThatExceptionOfType(ApiResponseValidationException.class)
                .isThrownBy(() -> strict().predictions().get("abc"))
                .withMessageContaining(field);
    }

    @Test
    void missingAndInvalidFieldsAreAcceptedByDefault() {
        anyRequestIsAnswered(json(200, "{\"id\":\"abc\",\"created_at\":\"yesterday\",\"model\":17}"));
        Prediction prediction = this.replicate.predictions().get("abc");
        assertThat(prediction.createdAt()).isNull();
        assertThat(prediction.model()).isNull();
        assertThat(prediction.additionalProperties()).containsEntry("model", 17);
    }

    @Test
    void errorContainsIdOfCreatedPrediction() {
        anyRequestIsAnswered(json(201, "{\"id\":\"abc\",\"status\":\"starting\"}"));
        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(
                        () -> strict().models().predictions().create("acme/model", request -> request.input(Map.of())))
                .satisfies(failure -> assertThat(failure.id()).isEqualTo("abc"))
                .withMessageContaining("abc");
    }

    @Test
    void pageWithoutResultsIsError() {
        anyRequestIsAnswered(json(200, "{\"next\":null}"));
        assertThatExceptionOfType(ApiResponseValidationException.class)
                .isThrownBy(() -> strict().predictions().list())
                .withMessageContaining("results");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"user\",\"name\":\"A\"} | username",
                "{\"query\":\"x\",\"models\":[],\"collections\":[]} | pages",
                "{\"name\":\"A\",\"slug\":\"a\"} | description",
                "{\"id\":\"f\",\"urls\":{\"get\":\"https://x\"}} | content_type"
            })
    void otherResponsesAreValidated(String response, String missing) {
        anyRequestIsAnswered(json(200, response));
        Replicate client = strict();
        Stream<ThrowingCallable> calls = Stream.of(
                () -> client.account().get(),
                () -> client.search("x"),
                () -> client.collections().get("a"),
                () -> client.files().get("f"));
        assertThat(calls.map(Assertions::catchThrowable))
                .as("the call that reads this response")
                .anySatisfy(failure -> assertThat(failure)
                        .isInstanceOf(ApiResponseValidationException.class)
                        .hasMessageContaining("'" + missing + "'"));
    }

    @Test
    void emulatorResponsesAreValid() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate client = Wire.builder(emulator.baseUrl().toString())
                        .bearerToken(emulator.token())
                        .strictResponseValidation(true)
                        .build()) {
            client.files().create(file -> file.content(new byte[] {1}).filename("a.txt"));
            client.use("meta/meta-llama-3-8b-instruct").create(Map.of("prompt", "x"));
            assertThat(client.files().list().results()).hasSize(1);
            assertThat(client.predictions().list().results()).hasSize(1);
            assertThat(client.models().list().results()).isNotEmpty();
            assertThat(client.collections().list().results()).isNotEmpty();
            assertThat(client.search("hello").models()).isNotEmpty();
            assertThat(client.account().get().username()).isNotBlank();
            assertThat(client.hardware().list()).isNotEmpty();
        }
    }

    /** The required fields in Replicate's OpenAPI description; {@code /} stands between an object and a field of it. */
    enum Response {
        ACCOUNT(
                client -> client.account().get(),
                "{\"type\":\"user\",\"username\":\"u\",\"name\":\"n\",\"github_url\":\"g\",\"avatar_url\":\"a\"}",
                "type",
                "username"),
        PREDICTION(client -> client.predictions().get("p"), PREDICTION_JSON, PREDICTION_FIELDS),
        PREDICTION_CANCEL(client -> client.predictions().cancel("p"), PREDICTION_JSON, PREDICTION_FIELDS),
        PREDICTIONS(
                client -> client.predictions().list(),
                "{\"next\":null,\"previous\":null,\"results\":[" + PREDICTION_JSON + "]}",
                Stream.concat(Stream.of("results"), Stream.of(PREDICTION_FIELDS).map(field -> "results/0/" + field))
                        .toArray(String[]::new)),
        FILE(
                client -> client.files().get("f"),
                """
                {"id":"f","name":"n","urls":{"get":"g"},"content_type":"a/b","size":1,"etag":"e",
                "checksums":{"sha256":"s"},"metadata":{"m":1},"created_at":"2026-01-02T03:04:05Z",
                "expires_at":"2026-01-02T03:04:05Z"}""",
                "id",
                "urls",
                "content_type",
                "size",
                "checksums",
                "metadata",
                "created_at",
                "expires_at"),
        COLLECTION(
                client -> client.collections().get("s"),
                "{\"name\":\"n\",\"slug\":\"s\",\"description\":\"d\",\"full_description\":\"f\",\"models\":[]}",
                "name",
                "slug",
                "description",
                "models"),
        COLLECTIONS(
                client -> client.collections().list(),
                "{\"results\":[{\"name\":\"n\",\"slug\":\"s\",\"description\":\"d\",\"models\":[]}]}",
                "results",
                "results/0/name",
                "results/0/slug",
                "results/0/description"),
        SEARCH(
                client -> client.search("q"),
                """
                {"query":"q","models":[{"model":{"owner":"o","name":"n"},"metadata":{"tags":[],"score":1.5,
                "generated_description":"g"}}],"collections":[{"name":"n","slug":"s","description":"d","models":[]}],
                "pages":[{"name":"n","href":"h"}]}""",
                "query",
                "models",
                "collections",
                "pages",
                "models/0/model",
                "models/0/metadata",
                "collections/0/name",
                "collections/0/slug",
                "collections/0/description",
                "pages/0/name",
                "pages/0/href"),
        DEPLOYMENT(
                client -> client.deployments().get("o/n"),
                """
                {"owner":"o","name":"n","current_release":{"number":1,"model":"a/b","version":"v",
                "created_at":"2026-01-02T03:04:05Z","created_by":{"type":"user","username":"u","name":"n"},
                "configuration":{"hardware":"cpu","min_instances":0,"max_instances":1}}}""",
                "current_release/created_by/type",
                "current_release/created_by/username"),
        MODEL(client -> client.models().get("a/b"), """
                {"url":"u","owner":"o","name":"n","description":"d","visibility":"public","github_url":"g",
                "paper_url":"p","license_url":"l","run_count":0,"cover_image_url":"c","is_official":true,
                "default_example":null,"latest_version":null}"""),
        HARDWARE(client -> client.hardware().list(), "[{\"name\":\"n\",\"sku\":\"s\"}]"),
        // The client itself needs the id of versions and trainings.
        VERSION(client -> client.models().versions().get("a/b", "v"), """
                {"id":"v","created_at":"2026-01-02T03:04:05Z","cog_version":"c","openapi_schema":{"a":1}}""", "id"),
        TRAINING(client -> client.trainings().get("t"), """
                {"id":"t","model":"a/b","version":"v","status":"starting","input":{},"output":null,"error":null,
                "logs":"","metrics":{},"source":"api","created_at":"2026-01-02T03:04:05Z",
                "started_at":"2026-01-02T03:04:05Z","completed_at":null,"urls":{"get":"g","cancel":"c"}}""", "id");

        private final Consumer<Replicate> call;

        private final String json;

        private final Set<String> required;

        Response(Consumer<Replicate> call, String json, String... required) {
            this.call = call;
            this.json = json;
            this.required = Set.of(required);
        }
    }

    private static final String PREDICTION_JSON = """
            {"id":"p","model":"a/b","version":"v","deployment":"a/d","input":{"x":1},"output":null,"error":null,
            "data_removed":false,"status":"starting","source":"api","logs":"","metrics":{"total_time":1.5},
            "created_at":"2026-01-02T03:04:05Z","started_at":null,"completed_at":null,"deadline":null,
            "urls":{"get":"g","cancel":"c","web":"w","stream":"s"}}""";

    private static final String[] PREDICTION_FIELDS = {
        "id",
        "model",
        "version",
        "input",
        "output",
        "data_removed",
        "error",
        "status",
        "created_at",
        "urls",
        "urls/get",
        "urls/cancel",
        "urls/web"
    };

    @ParameterizedTest
    @EnumSource
    void exactlyTheFieldsOfTheDescriptionAreRequired(Response response) {
        Replicate client = strict();
        JsonNode complete = JsonMapper.shared().readTree(response.json);
        anyRequestIsAnswered(json(200, response.json));
        response.call.accept(client);
        for (String field : fields("", complete)) {
            JsonNode incomplete = complete.deepCopy();
            int slash = field.lastIndexOf('/');
            ObjectNode parent = (ObjectNode) incomplete.at(slash < 0 ? "" : "/" + field.substring(0, slash));
            parent.remove(field.substring(slash + 1));
            anyRequestIsAnswered(json(200, incomplete.toString()));
            Throwable failure = catchThrowable(() -> response.call.accept(client));
            if (response.required.contains(field)) {
                assertThat(failure).as(field).isInstanceOf(ApiResponseValidationException.class);
            } else {
                assertThat(failure).as(field).isNull();
            }
        }
    }

    /** Return the paths of all fields. */
    private static List<String> fields(String prefix, JsonNode node) {
        List<String> fields = new ArrayList<>();
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                fields.addAll(fields(prefix + i + "/", node.get(i)));
            }
        }
        node.propertyStream().forEach(property -> {
            fields.add(prefix + property.getKey());
            fields.addAll(fields(prefix + property.getKey() + "/", property.getValue()));
        });
        return fields;
    }
}
