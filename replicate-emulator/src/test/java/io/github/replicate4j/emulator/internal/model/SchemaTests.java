/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.OutputType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SchemaTests {

    private static final ReplicateEmulator EMULATOR = ReplicateEmulator.start();

    private final TestApi api = new TestApi(EMULATOR);

    @AfterAll
    static void close() {
        EMULATOR.close();
    }

    @Test
    void helloWorldHasTheSchemaOfReplicate() {
        assertThat(schema("replicate/hello-world", "Input"))
                .isEqualTo(Map.of(
                        "type",
                        "object",
                        "title",
                        "Input",
                        "required",
                        List.of("text"),
                        "properties",
                        Map.of("text", Map.of("type", "string", "title", "Text", "x-order", 0))));
        assertThat(schema("replicate/hello-world", "Output")).isEqualTo(Map.of("type", "string", "title", "Output"));
    }

    @Test
    void inputsHaveTypesBoundsChoicesAndDefaults() {
        Map<String, Object> image = schema("black-forest-labs/flux-schnell", "Input");

        Map<?, ?> properties = (Map<?, ?>) image.get("properties");
        assertThat(properties.get("num_outputs"))
                .isEqualTo(Map.of(
                        "type",
                        "integer",
                        "title",
                        "Num outputs",
                        "minimum",
                        1,
                        "maximum",
                        4,
                        "default",
                        1,
                        "x-order",
                        2));
        assertThat(properties.get("aspect_ratio"))
                .isEqualTo(Map.of(
                        "allOf",
                        List.of(Map.of("$ref", "#/components/schemas/aspect_ratio")),
                        "default",
                        "1:1",
                        "x-order",
                        1));
        assertThat(schema("black-forest-labs/flux-schnell", "aspect_ratio"))
                .contains(entry("type", "string"))
                .extractingByKey("enum")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("1:1", "16:9");
    }

    @Test
    void fileIsUriString() {
        EMULATOR.model("acme/captioner").input("image", InputType.FILE, true);

        assertThat(((Map<?, ?>) schema("acme/captioner", "Input").get("properties")).get("image"))
                .isEqualTo(Map.of("type", "string", "format", "uri", "title", "Image", "x-order", 0));
    }

    @Test
    void listOfAnyItemsDoesNotDeclareTheirType() {
        InputField list = InputField.optional("values", InputType.ARRAY).of(InputType.ANY);
        Map<String, Object> document = VersionSchema.of(OutputType.ANY).write(List.of(list));

        assertThat(object(schema(document, "Input").get("properties")))
                .containsEntry("values", Map.of("type", "array", "title", "Values", "x-order", 0));
    }

    @Test
    void inputMayHaveAnEmptyName() {
        EMULATOR.model("acme/unnamed").input("", InputType.STRING, false);

        assertThat(object(schema("acme/unnamed", "Input").get("properties")))
                .containsEntry("", Map.of("type", "string", "title", "", "x-order", 0));
    }

    @Test
    void outputsAreDeclared() {
        Map<OutputType, Map<String, Object>> expected = new LinkedHashMap<>();
        expected.put(OutputType.ANY, Map.of());
        expected.put(OutputType.STRING, Map.of("type", "string"));
        expected.put(OutputType.OBJECT, Map.of("type", "object"));
        expected.put(OutputType.ARRAY, Map.of("type", "array", "items", Map.of()));
        expected.put(
                OutputType.CONCATENATE_ITERATOR,
                Map.of(
                        "type", "array",
                        "items", Map.of("type", "string"),
                        "x-cog-array-type", "iterator",
                        "x-cog-array-display", "concatenate"));
        expected.put(
                OutputType.STRING_ITERATOR,
                Map.of("type", "array", "items", Map.of("type", "string"), "x-cog-array-type", "iterator"));
        Map<String, Object> uri = Map.of("type", "string", "format", "uri");
        expected.put(OutputType.FILE, uri);
        expected.put(OutputType.FILES, Map.of("type", "array", "items", uri));
        expected.put(OutputType.FILE_ITERATOR, Map.of("type", "array", "items", uri, "x-cog-array-type", "iterator"));

        expected.forEach((type, schema) -> {
            EMULATOR.model("acme/any").output(type);
            Map<String, Object> titled = new LinkedHashMap<>(schema);
            titled.put("title", "Output");
            assertThat(schema("acme/any", "Output")).as(type.name()).isEqualTo(titled);
        });
    }

    @Test
    void builtInModelsDeclareTheirOutputs() {
        assertThat(schema("meta/meta-llama-3-8b-instruct", "Output")).containsEntry("x-cog-array-type", "iterator");
        assertThat(schema("black-forest-labs/flux-schnell", "Output")).containsEntry("type", "array");
        assertThat(schema("black-forest-labs/flux-kontext-pro", "Output"))
                .isEqualTo(Map.of("type", "string", "format", "uri", "title", "Output"));
    }

    @Test
    void imageEditModelHasFileInput() {
        Map<String, Object> input = schema("black-forest-labs/flux-kontext-pro", "Input");

        assertThat(input).containsEntry("required", List.of("prompt"));
        Map<String, Object> properties = object(input.get("properties"));
        assertThat(properties)
                .containsOnlyKeys(
                        "prompt",
                        "input_image",
                        "aspect_ratio",
                        "seed",
                        "output_format",
                        "safety_tolerance",
                        "prompt_upsampling")
                .containsEntry(
                        "input_image", Map.of("type", "string", "format", "uri", "title", "Input image", "x-order", 1));
        assertThat(object(properties.get("aspect_ratio"))).containsEntry("default", "match_input_image");
        assertThat(object(properties.get("output_format"))).containsEntry("default", "png");
        assertThat(object(properties.get("safety_tolerance"))).contains(entry("minimum", 0), entry("maximum", 6));
        assertThat(schema("black-forest-labs/flux-kontext-pro", "aspect_ratio"))
                .extractingByKey("enum")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("match_input_image", "1:1", "21:9");
        assertThat(schema("black-forest-labs/flux-kontext-pro", "output_format"))
                .containsEntry("enum", List.of("jpg", "png"));
    }

    @Test
    void schemaCanBeReplacedOrRemoved() {
        EMULATOR.model("acme/odd").outputSchema(Map.of("$ref", "#/components/schemas/Thing"));
        assertThat(schema("acme/odd", "Output")).isEqualTo(Map.of("$ref", "#/components/schemas/Thing"));
        EMULATOR.model("acme/odd").openapiSchema(Map.of("openapi", "3.1.0"));
        assertThat(latest("acme/odd").get("openapi_schema")).isEqualTo(Map.of("openapi", "3.1.0"));
        EMULATOR.model("acme/odd").openapiSchema(null);
        assertThat(latest("acme/odd")).contains(entry("openapi_schema", null));
    }

    private Map<String, Object> schema(String model, String name) {
        return schema(object(latest(model).get("openapi_schema")), name);
    }

    private static Map<String, Object> schema(Map<String, Object> document, String name) {
        Map<?, ?> components = (Map<?, ?>) document.get("components");
        return object(((Map<?, ?>) components.get("schemas")).get(name));
    }

    private Map<String, Object> latest(String model) {
        return object(TestApi.json(this.api.get("/models/" + model)).get("latest_version"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }
}
