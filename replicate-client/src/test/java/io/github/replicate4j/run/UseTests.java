/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.run;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.error.InternalServerException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import reactor.core.publisher.Flux;

/** Functions that run a model. */
class UseTests extends WireMockTest {

    private static final String MODEL_CREATE = "/v1/models/acme/model/predictions";

    private static final String VERSION_CREATE = "/v1/predictions";

    private static final String CONCATENATED =
            "{\"Output\":{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"x-cog-array-type\":\"iterator\",\"x-cog-array-display\":\"concatenate\"}}";

    private void modelReturns(String json) {
        modelResponds(json(200, json));
    }

    private void modelResponds(ResponseDefinitionBuilder... responses) {
        inTurn(() -> get(urlPathEqualTo("/v1/models/acme/model")), responses);
    }

    private void createReturns(String output) {
        createIsAnswered(json(201, Wire.succeeded("p", output)));
    }

    private static String community(String schemas) {
        return "{\"is_official\":false,\"latest_version\":{\"id\":\"" + Wire.VERSION
                + "\",\"openapi_schema\":{\"openapi\":\"3.0.2\",\"paths\":{\"/\":{}},\"components\":{\"schemas\":"
                + schemas + "}}}}";
    }

    private Output run(String output, String schemas) {
        modelReturns(community(schemas));
        createReturns(output);
        return this.replicate.use("acme/model").run(Map.of());
    }

    private LoggedRequest onlyCreate(String path) {
        assertThat(requests().stream()
                        .filter(request -> request.getMethod().value().equals("POST")))
                .hasSize(1);
        return requests("POST", path).get(0);
    }

    @Test
    void officialModelRunsByName() {
        modelReturns("{\"is_official\":true,\"latest_version\":{\"id\":\"" + Wire.VERSION + "\"}}");
        createReturns("[\"a\",\"b\"]");
        assertThat(this.replicate.use("acme/model").run(Map.of("x", 1)).text()).isEqualTo("ab");
        assertThat(onlyCreate(MODEL_CREATE).getBodyAsString()).isEqualTo("{\"input\":{\"x\":1}}");
    }

    @Test
    void communityModelRunsByLatestVersion() {
        modelReturns(community("{}"));
        createReturns("\"a\"");
        assertThat(this.replicate.use("acme/model").run(Map.of()).text()).isEqualTo("a");
        assertThat(onlyCreate(VERSION_CREATE).getBodyAsString())
                .isEqualTo("{\"version\":\"" + Wire.VERSION + "\",\"input\":{}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"latest_version\":null}",
                "{\"latest_version\":{}}",
                "{\"latest_version\":{\"id\":\"\"},\"is_official\":false}"
            })
    void modelWithoutVersionRunsByName(String json) {
        modelReturns(json);
        createReturns("\"a\"");
        assertThat(this.replicate.use("acme/model").run(Map.of()).text()).isEqualTo("a");
        onlyCreate(MODEL_CREATE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404|{}|" + MODEL_CREATE,
                "200|{\"results\":[]}|" + MODEL_CREATE,
                "200|{}|" + MODEL_CREATE,
                "200|{\"results\":[{\"id\":\"v1\"}]}|" + VERSION_CREATE
            })
    void modelWithoutListedVersionsRunsByName(int status, String versions, String endpoint) {
        modelReturns("{\"latest_version\":{\"id\":\"" + Wire.VERSION + "\"}}");
        this.api.stubFor(get(urlPathEqualTo("/v1/models/acme/model/versions")).willReturn(json(status, versions)));
        createReturns("\"a\"");
        this.replicate.use("acme/model").run(Map.of());
        onlyCreate(endpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/model:" + Wire.VERSION, Wire.VERSION})
    void versionRunsWithoutLookupOfTheModel(String reference) {
        this.api.stubFor(get(urlPathEqualTo("/v1/models/acme/model/versions/" + Wire.VERSION))
                .willReturn(json(200, "{\"id\":\"" + Wire.VERSION + "\"}")));
        createReturns("\"a\"");
        this.replicate.use(reference).run(Map.of());
        assertThat(requests()).hasSize(reference.contains("/") ? 2 : 1);
        assertThat(requests("GET", "/v1/models/acme/model")).isEmpty();
        assertThat(onlyCreate(VERSION_CREATE).getBodyAsString()).contains(Wire.VERSION);
    }

    /** Replicate does not return the versions of official models. */
    @Test
    void versionOfAnOfficialModelRunsWithTheSchemaOfTheModel() {
        modelReturns(community(CONCATENATED));
        createReturns("[\"a\",\"b\"]");
        ModelFunction function = this.replicate.use("acme/model:" + Wire.VERSION);
        assertThat(function.run(Map.of()).value()).isEqualTo("ab");
        function.run(Map.of());
        assertThat(requests("GET", "/v1/models/acme/model")).hasSize(1);
    }

    @Test
    void versionThatIsNotFoundIsLookedUpOnce() {
        createReturns("\"a\"");
        ModelFunction function = this.replicate.use("acme/model:" + Wire.VERSION);
        function.run(Map.of());
        function.run(Map.of());
        assertThat(requests("GET", "/v1/models/acme/model/versions/" + Wire.VERSION))
                .hasSize(1);
    }

    @Test
    void concurrentRunsLookUpTheModelOnce() {
        modelResponds(json(200, community("{}")).withFixedDelay(50));
        createReturns("\"a\"");
        AsyncModelFunction function = this.replicate.async().use("acme/model");
        assertThat(requests()).isEmpty();
        Flux.range(0, 20).flatMap(i -> function.run(Map.of("i", i)), 20).blockLast();
        new ModelFunction(function).run(Map.of());
        new ModelFunction(function).openapiSchema();
        assertThat(requests("GET", "/v1/models/acme/model")).hasSize(1);
        assertThat(requests("POST", VERSION_CREATE)).hasSize(21);
    }

    @Test
    void failedLookupIsRetried() {
        modelResponds(json(404, "{\"detail\":\"no model\"}"), json(200, community("{}")));
        createReturns("\"a\"");
        ModelFunction function = this.replicate.use("acme/model");
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> function.run(Map.of()));
        assertThat(requests()).hasSize(1);
        assertThat(function.run(Map.of()).text()).isEqualTo("a");
    }

    @Test
    void abandonedRunDoesNotStopTheSharedLookup() throws Exception {
        CountDownLatch abandoned = new CountDownLatch(1);
        FaultServer.Behavior model = FaultServer.json(200, community("{}"));
        try (FaultServer server = FaultServer.start(FaultServer.answerAfter(abandoned, model))
                        .afterwards(FaultServer.json(201, Wire.succeeded("p", "\"a\"")));
                AsyncReplicate client = Wire.builder(server.baseUrl()).buildAsync()) {
            AsyncModelFunction function = client.use("acme/model");
            function.run(Map.of("run", "abandoned")).subscribe().dispose();
            CompletableFuture<AsyncOutput> other = function.run(Map.of()).toFuture();
            abandoned.countDown();
            assertThat(other.join().text()).isEqualTo("a");
            assertThat(server.requests())
                    .extracting(request -> request.method() + " " + request.path())
                    .containsExactly("GET /v1/models/acme/model", "POST " + VERSION_CREATE);
        }
    }

    @Test
    void functionUsesTheTokenAndOptionsOfItsClient() {
        modelReturns(community("{}"));
        createReturns("\"a\"");
        this.replicate
                .withOptions(options -> options.bearerToken("r8_other").header("X-Mine", "1"))
                .use("acme/model")
                .run(Map.of());
        assertThat(requests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.getHeader("Authorization")).isEqualTo("Bearer r8_other");
            assertThat(request.getHeader("X-Mine")).isEqualTo("1");
        });
    }

    @Test
    void runAcceptsTimeoutAndWebhookButNoModel() {
        createReturns("\"a\"");
        ModelFunction function = this.replicate.use(Wire.VERSION);
        function.run(request ->
                request.input(Map.of()).timeout(Duration.ofSeconds(7)).webhook(URI.create("https://example.com/hook")));
        LoggedRequest create = onlyCreate(VERSION_CREATE);
        assertThat(create.getHeader("Cancel-After")).isEqualTo("7s");
        assertThat(create.getBodyAsString()).contains("\"webhook\":\"https://example.com/hook\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        function.run(request -> request.model("acme/other").input(Map.of())))
                .withMessageContaining("model must not be set");
    }

    @Test
    void createSendsNoPreferWaitAndNoCancelAfter() {
        createIsAnswered(json(201, Wire.prediction("p", "starting")));
        assertThat(this.replicate.use(Wire.VERSION).create(Map.of()).id()).isEqualTo("p");
        assertThat(onlyCreate(VERSION_CREATE).containsHeader("Prefer")).isFalse();
        assertThat(onlyCreate(VERSION_CREATE).containsHeader("Cancel-After")).isFalse();
        assertThat(requests()).hasSize(1);
    }

    @Test
    void illegalArgumentsAreRejectedBeforeAnyRequest() {
        for (String model : List.of("", " ", "a/b/c", "../x", "acme/model:")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> this.replicate.use(model))
                    .withMessageContaining("model");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.replicate.use("acme/model").stream((Object) null))
                .withMessageContaining("input");
        assertThat(requests()).isEmpty();
    }

    @Test
    void schemaReferencesAreResolved() {
        modelReturns(community("""
                {"Input":{"type":"object","properties":{
                    "mode":{"allOf":[{"$ref":"#/components/schemas/mode"}],"x-order":1},
                    "same":{"$ref":"#/components/schemas/mode","description":"here"},
                    "gone":{"$ref":"#/components/schemas/gone"},
                    "away":{"$ref":"https://example.com/x"},
                    "odd":{"$ref":7,"enum":[null,1]}}},
                 "mode":{"type":"string","enum":["a"],"description":"there"},
                 "Output":{"$ref":"#/components/schemas/Tree"},
                 "Tree":{"properties":{"left":{"$ref":"#/components/schemas/Tree"}}}}"""));
        Map<String, @Nullable Object> schema = this.replicate.use("acme/model").openapiSchema();
        assertThat(schema).containsEntry("openapi", "3.0.2").doesNotContainKey("paths");
        Map<String, Object> mode = Map.of("type", "string", "enum", List.of("a"), "description", "there");
        Map<String, Object> tree = Map.of("$ref", "#/components/schemas/Tree");
        assertThat(valueAt(schema, "components", "schemas", "Input", "properties"))
                .isEqualTo(Map.of(
                        "mode", Map.of("allOf", List.of(mode), "x-order", 1),
                        "same", Map.of("type", "string", "enum", List.of("a"), "description", "here"),
                        "gone", Map.of("$ref", "#/components/schemas/gone"),
                        "away", Map.of("$ref", "https://example.com/x"),
                        "odd", Map.of("$ref", 7, "enum", Arrays.asList(null, 1))));
        assertThat(valueAt(schema, "components", "schemas", "Output"))
                .isEqualTo(Map.of("properties", Map.of("left", tree)));
    }

    private static @Nullable Object valueAt(@Nullable Object value, String... steps) {
        Object current = value;
        for (String step : steps) {
            current = ((Map<?, ?>) current).get(step);
        }
        return current;
    }

    @Test
    void exponentialSchemaIsNotResolvedCompletely() {
        StringBuilder schemas = new StringBuilder("{\"Output\":{\"$ref\":\"#/components/schemas/s0\"}");
        IntStream.range(0, 60)
                .forEach(i -> schemas.append(",\"s")
                        .append(i)
                        .append("\":{\"a\":{\"$ref\":\"#/components/schemas/s")
                        .append(i + 1)
                        .append("\"},\"b\":{\"$ref\":\"#/components/schemas/s")
                        .append(i + 1)
                        .append("\"}}"));
        modelReturns(community(schemas + "}"));
        assertThat(valueAt(this.replicate.use("acme/model").openapiSchema(), "components", "schemas", "Output"))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"latest_version\":{\"id\":\"x\",\"openapi_schema\":null},\"is_official\":false}",
                "{\"latest_version\":{\"openapi_schema\":{}}}"
            })
    void schemaOfModelWithoutSchemaIsNull(String json) {
        modelReturns(json);
        assertThat(this.replicate.use("acme/model").openapiSchema()).isNull();
    }

    @Test
    void schemaOfVersionComesFromTheVersion() {
        this.api.stubFor(get(urlPathEqualTo("/v1/models/acme/model/versions/" + Wire.VERSION))
                .willReturn(json(200, "{\"id\":\"" + Wire.VERSION + "\",\"openapi_schema\":{\"components\":{}}}")));
        assertThat(this.replicate.use("acme/model:" + Wire.VERSION).openapiSchema())
                .isEqualTo(Map.of("components", Map.of()));
        assertThatIllegalStateException()
                .isThrownBy(() -> this.replicate.use(Wire.VERSION).openapiSchema())
                .withMessageContaining("owner/name:" + Wire.VERSION);
    }

    /** Replicate does not return the versions of official models. */
    @Test
    void schemaOfVersionOfAnOfficialModelComesFromTheModel() {
        modelReturns(community("{}"));
        assertThat(this.replicate.use("acme/model:" + Wire.VERSION).openapiSchema())
                .containsEntry("openapi", "3.0.2");
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(
                        () -> this.replicate.use("acme/model:" + "d".repeat(64)).openapiSchema());
    }

    @Test
    void concatenatedTextIsOneValue() {
        String schema = CONCATENATED;
        assertThat(run("[\"a\",\"b\",\"https://x.test/y\"]", schema).value()).isEqualTo("abhttps://x.test/y");
        assertThat(run("[]", schema).value()).isEqualTo("");
        assertThat(run("null", schema).value()).isNull();
        assertThat(run("7", schema).value()).isEqualTo(7);
    }

    @Test
    void otherTextsAreList() {
        String schema =
                "{\"Output\":{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"x-cog-array-type\":\"iterator\"}}";
        assertThat(run("[\"a\",\"https://x.test/y\"]", schema).value()).isEqualTo(List.of("a", "https://x.test/y"));
    }

    @Test
    void schemaIdentifiesFilesAtAnyDepth() {
        Object value = run("""
                {"image":"https://x.test/a.png","masks":[["https://x.test/b.png"]],"source":"https://x.test/page",
                 "more":{"any":"data:,x"},"tree":{"file":"https://x.test/c.png","next":{"file":"https://x.test/d.png"}},
                 "maybe":"https://x.test/e.png","seed":7,"none":null,"not":"http://elsewhere.test/x"}""", """
                {"Output":{"$ref":"#/components/schemas/Result"},
                 "Result":{"type":"object","properties":{
                    "image":{"type":"string","format":"uri"},
                    "masks":{"type":"array","items":{"type":"array","items":{"$ref":"#/components/schemas/File"}}},
                    "source":{"type":"string"},
                    "more":{"type":"object","additionalProperties":{"type":"string","format":"uri"}},
                    "tree":{"$ref":"#/components/schemas/Tree"},
                    "maybe":{"anyOf":[{"type":"integer"},{"type":"string","format":"uri"},{"type":"null"}]},
                    "none":{"type":"string","format":"uri"},
                    "not":{"type":"string","format":"uri"}}},
                 "File":{"type":"string","format":"uri"},
                 "Tree":{"type":"object","properties":{"file":{"allOf":[{"$ref":"#/components/schemas/File"}]},
                    "next":{"$ref":"#/components/schemas/Tree"}}}}""").value();
        assertThat(valueAt(value, "image")).isInstanceOf(FileOutput.class);
        assertThat((List<?>) ((List<?>) valueAt(value, "masks")).get(0))
                .hasOnlyElementsOfType(FileOutput.class)
                .hasSize(1);
        assertThat(valueAt(value, "source")).isEqualTo("https://x.test/page");
        assertThat(valueAt(value, "more", "any")).isInstanceOf(FileOutput.class);
        assertThat(valueAt(value, "tree", "file")).isInstanceOf(FileOutput.class);
        assertThat(valueAt(value, "tree", "next", "file")).isInstanceOf(FileOutput.class);
        assertThat(valueAt(value, "maybe")).isInstanceOf(FileOutput.class);
        assertThat(valueAt(value, "seed")).isEqualTo(7);
        assertThat(valueAt(value, "none")).isNull();
        assertThat(valueAt(value, "not")).isEqualTo("http://elsewhere.test/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Output\":{\"$ref\":\"#/components/schemas/Output\"}}",
                "{\"Output\":{\"allOf\":[{\"$ref\":\"#/components/schemas/Output\"}]}}",
                "{\"Output\":{\"anyOf\":[{\"$ref\":\"#/components/schemas/A\"},{\"$ref\":\"#/components/schemas/B\"}]},"
                        + "\"A\":{\"anyOf\":[{\"$ref\":\"#/components/schemas/B\"},{\"$ref\":\"#/components/schemas/Output\"}]},"
                        + "\"B\":{\"anyOf\":[{\"$ref\":\"#/components/schemas/A\"},{\"$ref\":\"#/components/schemas/Output\"}]}}",
                "{\"Output\":{\"$ref\":\"#/gone\"}}",
                "{\"Output\":7}",
                "{\"Output\":{}}",
                "{}",
                "[]"
            })
    void uselessSchemaIsIgnored(String schemas) {
        assertThat(run("7", schemas).value()).isEqualTo(7);
    }

    @Test
    void valueTypesAreGuessedWithoutSchema() {
        assertThat(run("[\"a\",\"b\"]", "{}").value()).isEqualTo("ab");
        assertThat(run("[\"a\",1]", "{}").value()).isEqualTo(List.of("a", 1));
        assertThat(run("[]", "{}").value()).isEqualTo(List.of());
        assertThat(run("null", "{}").value()).isNull();
        assertThat(run("\"https://x.test/a.png\"", "{}").value()).isInstanceOf(FileOutput.class);
        assertThat((List<?>) run("[\"https://x.test/a.png\"]", "{}").value()).hasOnlyElementsOfType(FileOutput.class);
        assertThat((List<?>) valueAt(run("{\"a\":[\"b\",\"data:,x\"]}", "{}").value(), "a"))
                .first()
                .isEqualTo("b");
        createReturns("\"https://x.test/a.png\"");
        AsyncOutput async =
                this.replicate.async().use(Wire.VERSION).run(Map.of()).block();
        assertThat(async.value()).isInstanceOf(AsyncFileOutput.class);
    }

    record Question(String prompt, int maxTokens) {}

    record Part(
            FileOutput image,
            @Nullable AsyncFileOutput mask,
            @Nullable String label) {}

    record Parts(List<Part> parts, Map<String, FileOutput> named, double score) {}

    private <O> O runTyped(String output, Class<O> type) {
        createReturns(output);
        return this.replicate.use(Wire.VERSION, Question.class, type).run(new Question("why", 3));
    }

    @Test
    void typedFunctionConvertsInputAndOutput() {
        assertThat(runTyped("[\"a\",\"b\"]", String.class)).isEqualTo("ab");
        assertThat(onlyCreate(VERSION_CREATE).getBodyAsString())
                .contains("\"input\":{\"prompt\":\"why\",\"max_tokens\":3}");
        assertThat(runTyped("\"a\"", String.class)).isEqualTo("a");
        assertThat(runTyped("7", Integer.class)).isEqualTo(7);
        assertThat(runTyped("7.5", Double.class)).isEqualTo(7.5);
        assertThat((Object) runTyped("{\"a\":1}", Map.class)).isEqualTo(Map.of("a", 1));
        assertThat((Object) runTyped("[1,2]", List.class)).isEqualTo(List.of(1, 2));
        assertThat(runTyped("[\"https://x.test/a.png\"]", FileOutput.class).url())
                .hasToString("https://x.test/a.png");
        assertThat(runTyped("\"https://x.test/a.png\"", AsyncFileOutput.class).url())
                .hasToString("https://x.test/a.png");
        assertThat(runTyped("[\"https://x.test/a.png\",\"data:,x\"]", FileOutput[].class))
                .hasSize(2);
        assertThat(runTyped("\"a\"", Output.class).text()).isEqualTo("a");
    }

    @Test
    void recordsMayContainFiles() {
        Parts parts = runTyped(
                "{\"parts\":[{\"image\":\"https://x.test/a.png\",\"mask\":\"data:,x\",\"more\":1},{\"image\":\"data:,y\"}],\"named\":{\"n\":\"https://x.test/b.png\"},\"score\":0.5}",
                Parts.class);
        assertThat(parts.parts()).hasSize(2);
        assertThat(parts.parts().get(0).image().url()).hasToString("https://x.test/a.png");
        assertThat(parts.parts().get(0).mask().bytes().block()).asString().isEqualTo("x");
        assertThat(parts.parts().get(1).mask()).isNull();
        assertThat(parts.parts().get(1).image().bytes()).asString().isEqualTo("y");
        assertThat(parts.named()).containsOnlyKeys("n");
        assertThat(parts.score()).isEqualTo(0.5);
    }

    @Test
    void outputTypesMayBeGeneric() {
        ParameterizedTypeReference<List<FileOutput>> files = new ParameterizedTypeReference<>() {};
        TypedModelFunction<Question, List<FileOutput>> function =
                this.replicate.use(Wire.VERSION, Question.class, files);
        createReturns("[\"https://x.test/a.png\",\"data:,x\"]");
        assertThat(function.run(new Question("why", 3))).hasSize(2).hasOnlyElementsOfType(FileOutput.class);
        createReturns("\"https://x.test/a.png\"");
        assertThat(function.run(new Question("why", 3))).hasSize(1);
        assertThat(this.replicate
                        .async()
                        .use(Wire.VERSION, Question.class, files)
                        .run(new Question("why", 3))
                        .block())
                .hasSize(1);
    }

    @Test
    void conversionErrorNamesTheFieldWithoutItsValue() {
        assertThatExceptionOfType(UnreadableJsonException.class)
                .isThrownBy(() -> runTyped("{\"parts\":[{\"image\":\"secret text\"}]}", Parts.class))
                .withMessageContaining("parts.[0].image")
                .withMessageContaining("prediction p")
                .withMessageNotContaining("secret");
        assertThatExceptionOfType(UnreadableJsonException.class)
                .isThrownBy(() -> runTyped("{\"parts\":[{\"image\":{\"a\":1}}]}", Parts.class));
        assertThatExceptionOfType(UnreadableJsonException.class)
                .isThrownBy(() -> runTyped("[\"text\"]", FileOutput[].class));
        ParameterizedTypeReference<Optional<FileOutput>> optionalFile = new ParameterizedTypeReference<>() {};
        assertThatExceptionOfType(UnreadableJsonException.class)
                .isThrownBy(() -> this.replicate
                        .use(Wire.VERSION, Map.class, optionalFile)
                        .run(Map.of()))
                .withMessageContaining("not the URL of a file");
        assertThatExceptionOfType(UnreadableJsonException.class)
                .isThrownBy(() -> runTyped("\"text\"", Integer.class))
                .withMessageNotContaining("text\"");
        assertThatIllegalStateException()
                .isThrownBy(() -> runTyped("null", Parts.class))
                .withMessageContaining("prediction p");
        assertThatIllegalStateException().isThrownBy(() -> runTyped("\"text\"", FileOutput.class));
    }

    @Test
    void typedFunctionCreatesAndStreams() {
        createIsAnswered(json(201, Wire.prediction("p", "processing", "[\"a\"]", "")));
        getIsAnswered("p", json(200, Wire.succeeded("p", "[\"a\",\"b\"]")));
        TypedModelFunction<Question, String> function = this.replicate.use(Wire.VERSION, Question.class, String.class);
        assertThat(function.create(new Question("why", 3)).id()).isEqualTo("p");
        assertThat(function.stream(new Question("why", 3))).containsExactly("a", "b");
        await().until(() -> requests("POST", VERSION_CREATE).size() == 2);
        assertThat(requests("POST", "/v1/predictions/p/cancel")).isEmpty();
    }

    private static final String VERSION_PATH = "/v1/models/acme/model/versions/" + Wire.VERSION;

    private static String version(String schemas) {
        return "{\"id\":\"" + Wire.VERSION + "\",\"openapi_schema\":{\"components\":{\"schemas\":" + schemas + "}}}";
    }

    @ParameterizedTest
    @EnumSource
    void namedVersionGivesTheSameValueAsTheModel(ClientStyle style) {
        String schemas = "{\"Output\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}";
        modelReturns(community(schemas));
        this.api.stubFor(get(urlPathEqualTo(VERSION_PATH)).willReturn(json(200, version(schemas))));
        createReturns("[\"a\",\"b\"]");
        for (String reference : List.of("acme/model", "acme/model:" + Wire.VERSION)) {
            ModelFunction function = this.replicate.use(reference);
            AsyncModelFunction reactive = this.replicate.async().use(reference);
            for (int run = 0; run < 2; run++) {
                Object value = style.call(
                        this.replicate,
                        client -> function.run(Map.of()).value(),
                        client -> reactive.run(Map.of()).map(AsyncOutput::value));
                assertThat(value).as(reference).isEqualTo(List.of("a", "b"));
            }
        }
        assertThat(requests("GET", VERSION_PATH)).hasSize(1);
    }

    @Test
    void schemaOfNamedVersionIsLookedUpOnlyForRuns() {
        createReturns("\"a\"");
        ModelFunction function = this.replicate.use("acme/model:" + Wire.VERSION);
        function.create(Map.of());
        assertThat(function.stream(Map.of())).containsExactly("a");
        assertThat(requests()).allMatch(request -> request.getMethod().value().equals("POST"));
        this.api.stubFor(get(urlPathEqualTo(VERSION_PATH)).willReturn(json(500, "{}")));
        assertThatExceptionOfType(InternalServerException.class).isThrownBy(() -> function.run(Map.of()));
        assertThat(requests("POST", VERSION_CREATE)).hasSize(2);
    }

    private static final String TEXT = "{\"type\":\"string\"}";

    private static final String TOKENS =
            "{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"x-cog-array-display\":\"concatenate\"}";

    private static final String OBJECT = "{\"$ref\":\"#/components/schemas/Caption\"}";

    static Stream<Arguments> mismatches() {
        ParameterizedTypeReference<List<Integer>> numbers = new ParameterizedTypeReference<>() {};
        return Stream.of(
                Arguments.of(TEXT, int.class),
                Arguments.of(TEXT, Double.class),
                Arguments.of(TEXT, Boolean.class),
                Arguments.of(TEXT, Question.class),
                Arguments.of(TEXT, Map.class),
                Arguments.of(TEXT, Question[].class),
                Arguments.of(TOKENS, int.class),
                Arguments.of(TOKENS, Question.class),
                Arguments.of(TOKENS, Words.class),
                Arguments.of(TOKENS, numbers.getType()),
                Arguments.of("{\"anyOf\":[" + TEXT + "," + TOKENS + "]}", Integer.class),
                Arguments.of("{\"type\":\"integer\"}", Question.class),
                Arguments.of("{\"type\":\"integer\"}", FileOutput.class),
                Arguments.of(OBJECT, String.class),
                Arguments.of(OBJECT, Integer.class),
                Arguments.of("{\"type\":\"array\",\"items\":{\"type\":\"object\"}}", String.class),
                Arguments.of("{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}", String.class),
                Arguments.of("{\"type\":\"array\",\"items\":{\"anyOf\":[{\"type\":\"integer\"}]}}", String.class),
                Arguments.of("{\"type\":\"array\",\"items\":" + TOKENS + "}", String.class));
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void typeThatDoesNotFitTheSchemaIsRejectedBeforeTheRun(String output, Type type) {
        modelReturns(community("{\"Output\":" + output + ",\"Caption\":{\"type\":\"object\"}}"));
        createReturns("\"a\"");
        ParameterizedTypeReference<Object> outputType = ParameterizedTypeReference.forType(type);
        assertThatIllegalStateException()
                .isThrownBy(() -> this.replicate
                        .use("acme/model", Question.class, outputType)
                        .run(new Question("why", 3)))
                .withMessageContaining("acme/model was not run")
                .withMessageContaining(type.getTypeName());
        assertThat(requests()).noneMatch(request -> request.getMethod().value().equals("POST"));
    }

    record Label(String text) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Label of(String text) {
            return new Label(text);
        }
    }

    record Words(String prompt) implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(this.prompt).iterator();
        }
    }

    static Stream<Arguments> matches() {
        return Stream.of(
                Arguments.of(TEXT, "\"2026-01-02\"", LocalDate.class),
                Arguments.of(TEXT, "\"a\"", Label.class),
                Arguments.of(TEXT, "\"a\"", String[].class),
                Arguments.of(TEXT, "\"https://x.test/a.png\"", FileOutput.class),
                Arguments.of(TOKENS, "[\"a\"]", String.class),
                Arguments.of(TOKENS, "[\"a\"]", List.class),
                Arguments.of("{\"type\":\"array\",\"items\":{}}", "[\"a\"]", String.class),
                Arguments.of("{\"type\":\"array\",\"items\":{\"anyOf\":[" + TEXT + "]}}", "[\"a\"]", String.class),
                Arguments.of(
                        "{\"type\":\"array\",\"items\":{\"anyOf\":[{\"type\":\"integer\"}," + TEXT + "]}}",
                        "[\"a\"]",
                        String.class),
                Arguments.of("{\"type\":\"integer\"}", "7", long.class),
                Arguments.of("{\"type\":\"integer\"}", "7", String.class),
                Arguments.of("{}", "7", Integer.class),
                Arguments.of("{\"anyOf\":[" + TEXT + ",{\"type\":\"integer\"}]}", "7", Integer.class),
                Arguments.of(OBJECT, "{\"prompt\":\"x\"}", Question.class),
                Arguments.of(OBJECT, "{\"prompt\":\"x\"}", Words.class),
                Arguments.of(OBJECT, "{\"prompt\":\"x\"}", Map.class),
                Arguments.of(OBJECT, "{\"image\":\"https://x.test/a.png\"}", FileOutput.class));
    }

    @ParameterizedTest
    @MethodSource("matches")
    void typeThatFitsTheSchemaIsReturned(String schema, String output, Type type) {
        modelReturns(community("{\"Output\":" + schema + ",\"Caption\":{\"type\":\"object\"}}"));
        createReturns(output);
        ParameterizedTypeReference<Object> outputType = ParameterizedTypeReference.forType(type);
        assertThat(this.replicate.use("acme/model", Map.class, outputType).run(Map.of()))
                .isNotNull();
    }

    /** Each level multiplies the number of alternatives. */
    @Test
    @Timeout(120)
    void largeSchemaIsNotCheckedCompletely() {
        StringBuilder schemas = new StringBuilder("{\"Output\":{\"$ref\":\"#/components/schemas/s0\"}");
        for (int i = 0; i < 15; i++) {
            String next = "{\"$ref\":\"#/components/schemas/s" + (i + 1) + "\"}";
            schemas.append(",\"s").append(i).append("\":{\"anyOf\":[");
            schemas.append(String.join(",", Collections.nCopies(10, next))).append("]}");
        }
        modelReturns(community(schemas + ",\"s15\":{\"type\":\"object\"}}"));
        createReturns("\"a\"");
        assertThat(this.replicate.use("acme/model", Map.class, String.class).run(Map.of()))
                .isEqualTo("a");
    }

    @Test
    void messageNamesOnlyATypeThatTheSchemaHas() {
        modelReturns(community("{\"Output\":{\"anyOf\":[" + TEXT + "," + TOKENS + "]}}"));
        assertThatIllegalStateException()
                .isThrownBy(() -> this.replicate
                        .use("acme/model", Map.class, Integer.class)
                        .run(Map.of()))
                .withMessageContaining("according to its schema, its output does not fit java.lang.Integer");
    }
}
