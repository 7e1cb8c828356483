/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.run;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Models as functions. */
class UseTests extends WireMockTest {

    private static final String OFFICIAL = "/v1/models/acme/model/predictions";

    private static final String ANY_VERSION = "/v1/predictions";

    private static void model(String json) {
        modelIsAnswered(json(200, json));
    }

    private static void modelIsAnswered(ResponseDefinitionBuilder... answers) {
        inTurn(() -> get(urlPathEqualTo("/v1/models/acme/model")), answers);
    }

    private static void outputs(String output) {
        createIsAnswered(json(201, Wire.succeeded("p", output)));
    }

    private static String community(String schemas) {
        return "{\"is_official\":false,\"latest_version\":{\"id\":\"" + Wire.VERSION
                + "\",\"openapi_schema\":{\"openapi\":\"3.0.2\",\"paths\":{\"/\":{}},\"components\":{\"schemas\":"
                + schemas + "}}}}";
    }

    private Output run(String output, String schemas) {
        model(community(schemas));
        outputs(output);
        return this.replicate.use("acme/model").run(Map.of());
    }

    private static LoggedRequest onlyCreate(String path) {
        assertThat(requests().stream()
                        .filter(request -> request.getMethod().value().equals("POST")))
                .hasSize(1);
        return requests("POST", path).get(0);
    }

    @Test
    void anOfficialModelRunsByItsName() {
        model("{\"is_official\":true,\"latest_version\":{\"id\":\"" + Wire.VERSION + "\"}}");
        outputs("[\"a\",\"b\"]");
        assertThat(this.replicate.use("acme/model").run(Map.of("x", 1)).text()).isEqualTo("ab");
        assertThat(onlyCreate(OFFICIAL).getBodyAsString()).isEqualTo("{\"input\":{\"x\":1}}");
    }

    @Test
    void aCommunityModelRunsByItsLatestVersion() {
        model(community("{}"));
        outputs("\"a\"");
        assertThat(this.replicate.use("acme/model").run(Map.of()).text()).isEqualTo("a");
        assertThat(onlyCreate(ANY_VERSION).getBodyAsString())
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
    void aModelWithoutAVersionRunsByItsName(String json) {
        model(json);
        outputs("\"a\"");
        assertThat(this.replicate.use("acme/model").run(Map.of()).text()).isEqualTo("a");
        onlyCreate(OFFICIAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404|{}|" + OFFICIAL,
                "200|{\"results\":[]}|" + OFFICIAL,
                "200|{}|" + OFFICIAL,
                "200|{\"results\":[{\"id\":\"v1\"}]}|" + ANY_VERSION
            })
    void whereTheApiDoesNotSayItAModelThatShowsNoVersionsIsOfficial(int status, String versions, String endpoint) {
        model("{\"latest_version\":{\"id\":\"" + Wire.VERSION + "\"}}");
        api.stubFor(get(urlPathEqualTo("/v1/models/acme/model/versions")).willReturn(json(status, versions)));
        outputs("\"a\"");
        this.replicate.use("acme/model").run(Map.of());
        onlyCreate(endpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/model:" + Wire.VERSION, Wire.VERSION})
    void aVersionThatIsNamedRunsWithoutALookUp(String reference) {
        outputs("\"a\"");
        this.replicate.use(reference).run(Map.of());
        assertThat(requests()).hasSize(1);
        assertThat(onlyCreate(ANY_VERSION).getBodyAsString()).contains(Wire.VERSION);
    }

    @Test
    void aModelIsLookedUpOnceByAllWhoUseTheFunctionAtOnce() {
        modelIsAnswered(json(200, community("{}")).withFixedDelay(50));
        outputs("\"a\"");
        AsyncModelFunction function = this.replicate.async().use("acme/model");
        assertThat(requests()).isEmpty();
        Flux.range(0, 20).flatMap(i -> function.run(Map.of("i", i)), 20).blockLast();
        new ModelFunction(function).run(Map.of());
        new ModelFunction(function).openapiSchema();
        assertThat(requests("GET", "/v1/models/acme/model")).hasSize(1);
        assertThat(requests("POST", ANY_VERSION)).hasSize(21);
    }

    @Test
    void aLookUpThatFailsIsNotKept() {
        modelIsAnswered(json(404, "{\"detail\":\"no model\"}"), json(200, community("{}")));
        outputs("\"a\"");
        ModelFunction function = this.replicate.use("acme/model");
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> function.run(Map.of()));
        assertThat(requests()).hasSize(1);
        assertThat(function.run(Map.of()).text()).isEqualTo("a");
    }

    @Test
    void whoeverStopsWaitingForTheLookUpDoesNotStopItForOthers() {
        modelIsAnswered(json(200, community("{}")).withFixedDelay(100));
        outputs("\"a\"");
        AsyncModelFunction function = this.replicate.async().use("acme/model");
        Mono<AsyncOutput> other = function.run(Map.of()).cache();
        function.run(Map.of("given", "up")).subscribe().dispose();
        assertThat(other.block().text()).isEqualTo("a");
        assertThat(requests("GET", "/v1/models/acme/model")).hasSize(1);
        assertThat(requests("POST", ANY_VERSION)).hasSize(1);
    }

    @Test
    void aFunctionRunsWithTheTokenAndTheOptionsOfItsClient() {
        model(community("{}"));
        outputs("\"a\"");
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
    void aRunCanHaveATimeOutAndAWebhookWithoutNamingTheModelAgain() {
        outputs("\"a\"");
        ModelFunction function = this.replicate.use(Wire.VERSION);
        function.run(request ->
                request.input(Map.of()).timeout(Duration.ofSeconds(7)).webhook(URI.create("https://example.com/hook")));
        LoggedRequest create = onlyCreate(ANY_VERSION);
        assertThat(create.getHeader("Cancel-After")).isEqualTo("7s");
        assertThat(create.getBodyAsString()).contains("\"webhook\":\"https://example.com/hook\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        function.run(request -> request.model("acme/other").input(Map.of())))
                .withMessageContaining("model must not be set");
    }

    @Test
    void aCreateNeitherWaitsNorLimits() {
        createIsAnswered(json(201, Wire.prediction("p", "starting")));
        assertThat(this.replicate.use(Wire.VERSION).create(Map.of()).id()).isEqualTo("p");
        assertThat(onlyCreate(ANY_VERSION).containsHeader("Prefer")).isFalse();
        assertThat(onlyCreate(ANY_VERSION).containsHeader("Cancel-After")).isFalse();
        assertThat(requests()).hasSize(1);
    }

    @Test
    void argumentsAreRefusedBeforeAnythingIsSent() {
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
    void theSchemaIsResolvedAndHasNoPaths() {
        model(community("""
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
        assertThat(at(schema, "components", "schemas", "Input", "properties"))
                .isEqualTo(Map.of(
                        "mode", Map.of("allOf", List.of(mode), "x-order", 1),
                        "same", Map.of("type", "string", "enum", List.of("a"), "description", "here"),
                        "gone", Map.of("$ref", "#/components/schemas/gone"),
                        "away", Map.of("$ref", "https://example.com/x"),
                        "odd", Map.of("$ref", 7, "enum", Arrays.asList(null, 1))));
        assertThat(at(schema, "components", "schemas", "Output")).isEqualTo(Map.of("properties", Map.of("left", tree)));
    }

    private static @Nullable Object at(@Nullable Object value, String... steps) {
        Object at = value;
        for (String step : steps) {
            at = ((Map<?, ?>) at).get(step);
        }
        return at;
    }

    @Test
    void aSchemaThatGrowsWithoutEndIsNotResolvedToItsEnd() {
        StringBuilder schemas = new StringBuilder("{\"Output\":{\"$ref\":\"#/components/schemas/s0\"}");
        IntStream.range(0, 60)
                .forEach(i -> schemas.append(",\"s")
                        .append(i)
                        .append("\":{\"a\":{\"$ref\":\"#/components/schemas/s")
                        .append(i + 1)
                        .append("\"},\"b\":{\"$ref\":\"#/components/schemas/s")
                        .append(i + 1)
                        .append("\"}}"));
        model(community(schemas + "}"));
        assertThat(at(this.replicate.use("acme/model").openapiSchema(), "components", "schemas", "Output"))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"latest_version\":{\"id\":\"x\",\"openapi_schema\":null},\"is_official\":false}",
                "{\"latest_version\":{\"openapi_schema\":{}}}"
            })
    void aModelWithoutASchemaHasNone(String json) {
        model(json);
        assertThat(this.replicate.use("acme/model").openapiSchema()).isNull();
    }

    @Test
    void theSchemaOfAVersionIsThatOfTheVersion() {
        api.stubFor(get(urlPathEqualTo("/v1/models/acme/model/versions/" + Wire.VERSION))
                .willReturn(json(200, "{\"id\":\"x\",\"openapi_schema\":{\"components\":{}}}")));
        assertThat(this.replicate.use("acme/model:" + Wire.VERSION).openapiSchema())
                .isEqualTo(Map.of("components", Map.of()));
        assertThatIllegalStateException()
                .isThrownBy(() -> this.replicate.use(Wire.VERSION).openapiSchema())
                .withMessageContaining("owner/name:" + Wire.VERSION);
    }

    @Test
    void piecesOfTextAreOneValue() {
        String schema =
                "{\"Output\":{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"x-cog-array-type\":\"iterator\",\"x-cog-array-display\":\"concatenate\"}}";
        assertThat(run("[\"a\",\"b\",\"https://x.test/y\"]", schema).value()).isEqualTo("abhttps://x.test/y");
        assertThat(run("[]", schema).value()).isEqualTo("");
        assertThat(run("null", schema).value()).isNull();
        assertThat(run("7", schema).value()).isEqualTo(7);
    }

    @Test
    void textsInTurnAreAList() {
        String schema =
                "{\"Output\":{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"x-cog-array-type\":\"iterator\"}}";
        assertThat(run("[\"a\",\"https://x.test/y\"]", schema).value()).isEqualTo(List.of("a", "https://x.test/y"));
    }

    @Test
    void filesAreFoundAtAnyDepthByTheSchemaAlone() {
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
        assertThat(at(value, "image")).isInstanceOf(FileOutput.class);
        assertThat((List<?>) ((List<?>) at(value, "masks")).get(0))
                .hasOnlyElementsOfType(FileOutput.class)
                .hasSize(1);
        assertThat(at(value, "source")).isEqualTo("https://x.test/page");
        assertThat(at(value, "more", "any")).isInstanceOf(FileOutput.class);
        assertThat(at(value, "tree", "file")).isInstanceOf(FileOutput.class);
        assertThat(at(value, "tree", "next", "file")).isInstanceOf(FileOutput.class);
        assertThat(at(value, "maybe")).isInstanceOf(FileOutput.class);
        assertThat(at(value, "seed")).isEqualTo(7);
        assertThat(at(value, "none")).isNull();
        assertThat(at(value, "not")).isEqualTo("http://elsewhere.test/x");
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
    void aSchemaThatSaysNothingDoesNoHarm(String schemas) {
        assertThat(run("7", schemas).value()).isEqualTo(7);
    }

    @Test
    void withoutASchemaAValueIsWhatItLooksLike() {
        assertThat(run("[\"a\",\"b\"]", "{}").value()).isEqualTo("ab");
        assertThat(run("[\"a\",1]", "{}").value()).isEqualTo(List.of("a", 1));
        assertThat(run("[]", "{}").value()).isEqualTo(List.of());
        assertThat(run("null", "{}").value()).isNull();
        assertThat(run("\"https://x.test/a.png\"", "{}").value()).isInstanceOf(FileOutput.class);
        assertThat((List<?>) run("[\"https://x.test/a.png\"]", "{}").value()).hasOnlyElementsOfType(FileOutput.class);
        assertThat((List<?>) at(run("{\"a\":[\"b\",\"data:,x\"]}", "{}").value(), "a"))
                .first()
                .isEqualTo("b");
        outputs("\"https://x.test/a.png\"");
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

    private <O> O typed(String output, Class<O> type) {
        outputs(output);
        return this.replicate.use(Wire.VERSION, Question.class, type).run(new Question("why", 3));
    }

    @Test
    void inputsAndOutputsCanHaveTypes() {
        assertThat(typed("[\"a\",\"b\"]", String.class)).isEqualTo("ab");
        assertThat(onlyCreate(ANY_VERSION).getBodyAsString())
                .contains("\"input\":{\"prompt\":\"why\",\"max_tokens\":3}");
        assertThat(typed("\"a\"", String.class)).isEqualTo("a");
        assertThat(typed("7", Integer.class)).isEqualTo(7);
        assertThat(typed("7.5", Double.class)).isEqualTo(7.5);
        assertThat((Object) typed("{\"a\":1}", Map.class)).isEqualTo(Map.of("a", 1));
        assertThat((Object) typed("[1,2]", List.class)).isEqualTo(List.of(1, 2));
        assertThat(typed("[\"https://x.test/a.png\"]", FileOutput.class).url()).hasToString("https://x.test/a.png");
        assertThat(typed("\"https://x.test/a.png\"", AsyncFileOutput.class).url())
                .hasToString("https://x.test/a.png");
        assertThat(typed("[\"https://x.test/a.png\",\"data:,x\"]", FileOutput[].class))
                .hasSize(2);
        assertThat(typed("\"a\"", Output.class).text()).isEqualTo("a");
    }

    @Test
    void recordsCanHoldFilesAtAnyDepth() {
        Parts parts = typed(
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
    void outputsCanHaveTypesWithArguments() {
        ParameterizedTypeReference<List<FileOutput>> files = new ParameterizedTypeReference<>() {};
        TypedModelFunction<Question, List<FileOutput>> function =
                this.replicate.use(Wire.VERSION, Question.class, files);
        outputs("[\"https://x.test/a.png\",\"data:,x\"]");
        assertThat(function.run(new Question("why", 3))).hasSize(2).hasOnlyElementsOfType(FileOutput.class);
        outputs("\"https://x.test/a.png\"");
        assertThat(function.run(new Question("why", 3))).hasSize(1);
        assertThat(this.replicate
                        .async()
                        .use(Wire.VERSION, Question.class, files)
                        .run(new Question("why", 3))
                        .block())
                .hasSize(1);
    }

    @Test
    void anOutputThatDoesNotFitItsTypeSaysWhereAndShowsNothing() {
        assertThatExceptionOfType(UnreadableJsonException.class)
                .isThrownBy(() -> typed("{\"parts\":[{\"image\":\"secret text\"}]}", Parts.class))
                .withMessageContaining("parts.[0].image")
                .withMessageContaining("prediction p")
                .withMessageNotContaining("secret");
        assertThatExceptionOfType(UnreadableJsonException.class)
                .isThrownBy(() -> typed("{\"parts\":[{\"image\":{\"a\":1}}]}", Parts.class));
        assertThatExceptionOfType(UnreadableJsonException.class)
                .isThrownBy(() -> typed("[\"text\"]", FileOutput[].class));
        ParameterizedTypeReference<Optional<FileOutput>> perhaps = new ParameterizedTypeReference<>() {};
        assertThatExceptionOfType(UnreadableJsonException.class)
                .isThrownBy(() ->
                        this.replicate.use(Wire.VERSION, Map.class, perhaps).run(Map.of()))
                .withMessageContaining("not the URL of a file");
        assertThatExceptionOfType(UnreadableJsonException.class)
                .isThrownBy(() -> typed("\"text\"", Integer.class))
                .withMessageNotContaining("text\"");
        assertThatIllegalStateException()
                .isThrownBy(() -> typed("null", Parts.class))
                .withMessageContaining("prediction p");
        assertThatIllegalStateException().isThrownBy(() -> typed("\"text\"", FileOutput.class));
    }

    @Test
    void aTypedFunctionCreatesAndStreams() {
        createIsAnswered(json(201, Wire.prediction("p", "processing", "[\"a\"]", "")));
        getIsAnswered("p", json(200, Wire.succeeded("p", "[\"a\",\"b\"]")));
        TypedModelFunction<Question, String> function = this.replicate.use(Wire.VERSION, Question.class, String.class);
        assertThat(function.create(new Question("why", 3)).id()).isEqualTo("p");
        assertThat(function.stream(new Question("why", 3))).containsExactly("a", "b");
        await().until(() -> requests("POST", ANY_VERSION).size() == 2);
        assertThat(requests("POST", "/v1/predictions/p/cancel")).isEmpty();
    }
}
