/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.run.Output;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schemas of any content: their types compile, and their inputs have the names and values of the schema. */
class UnusualSchemaTests {

    @TempDir
    Path folder;

    @Test
    void namesThatJavaDoesNotAllowAreSentUnchanged() throws Exception {
        String fields = Stream.of(
                        "class",
                        "default",
                        "switch",
                        "hashCode",
                        "toString",
                        "builder",
                        "toBuilder",
                        "of",
                        "build",
                        "get_it",
                        "is_public",
                        "3d",
                        "2",
                        "_",
                        " ",
                        "-",
                        "max-tokens",
                        "max_tokens",
                        "maxTokens",
                        "MAX TOKENS",
                        "\\\"quoted\\\"",
                        "back\\\\slash",
                        "line\\nbreak",
                        "\\u0000",
                        "\\ud83d\\ude00",
                        "\\ud83d\\udc4d\\ud83c\\udffd",
                        "\\u00e9t\\u00e9",
                        "\\u4e2d\\u6587",
                        "\\\\u0022",
                        "*/",
                        "a.b.c",
                        "$ref",
                        "true",
                        "null",
                        "record",
                        "var",
                        "yield",
                        "wait",
                        "getClass",
                        "user id",
                        "topP",
                        "top_p2",
                        "input",
                        "this",
                        "super",
                        "String",
                        "Builder",
                        "Objects")
                .map(name -> "\"" + name + "\": {\"type\": \"string\"}")
                .collect(Collectors.joining(", ", "{", "}"));
        assertThatAllFieldsAreSent(
                "{\"Input\": {\"properties\": " + fields + "}, \"Output\": {\"type\": \"string\"}}", 48);
    }

    @Test
    void aFieldWithoutANameIsLeftOut() throws Exception {
        try (URLClassLoader loader = generate(
                "{\"Input\": {\"properties\": {\"\": {\"type\": \"string\"}, \"a\": {\"type\": \"string\"}}}, \"Output\": {}}")) {
            assertThat(loader.loadClass("acme.PainterInput").getRecordComponents())
                    .extracting(RecordComponent::getName)
                    .containsExactly("a");
        }
        assertThat(this.folder.resolve("sources/acme/PainterInput.java"))
                .content()
                .contains("The model also has an input with an empty name");
    }

    @Test
    void aModelMayHaveFiveHundredInputs() throws Exception {
        String fields = IntStream.range(0, 500)
                .mapToObj(i -> "\"field_" + i + "\": {\"type\": \"integer\", \"x-order\": " + i + "}")
                .collect(Collectors.joining(", ", "{", "}"));
        assertThatAllFieldsAreSent(
                "{\"Input\": {\"required\": [\"field_3\"], \"properties\": " + fields + "}, \"Output\": {}}", 500);
    }

    @Test
    void aModelWithManyInputsReceivesNullOfARequiredField() throws Exception {
        String fields = IntStream.range(0, 201)
                .mapToObj(i -> "\"field_" + i + "\": {\"type\": \"integer\", \"nullable\": true}")
                .collect(Collectors.joining(", ", "{", "}"));
        AtomicReference<Map<String, Object>> received = new AtomicReference<>();
        try (URLClassLoader loader = generate(
                        "{\"Input\": {\"required\": [\"field_3\"], \"properties\": " + fields + "}, \"Output\": {}}");
                ReplicateEmulator emulator = emulator(received, null);
                Replicate replicate = client(emulator)) {
            Object builder =
                    loader.loadClass("acme.PainterInput").getMethod("builder").invoke(null);
            Object input = builder.getClass().getMethod("build").invoke(builder);
            GeneratedTypes.call(replicate.use(loader.loadClass("acme.Painter")), "create", input);
            assertThat(received.get()).containsOnlyKeys("field_3").containsEntry("field_3", null);
        }
    }

    @Test
    void compositionsAndCircularReferencesAreTypes() throws Exception {
        Class<?> input = assertThatAllFieldsAreSent("""
                {
                  "Input": {"allOf": [
                    {"$ref": "#/components/schemas/Base"},
                    {"properties": {
                      "optional": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
                      "either": {"anyOf": [{"type": "string"}, {"type": "string", "format": "uri"}]},
                      "anything": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
                      "number": {"oneOf": [{"type": "integer"}, {"type": "number"}]},
                      "tree": {"$ref": "#/components/schemas/Node"},
                      "self": {"$ref": "#/components/schemas/Self"},
                      "lists": {"$ref": "#/components/schemas/Lists"},
                      "broken": {"$ref": "#/components/schemas/None"},
                      "constant": {"const": "v1"},
                      "mixed": {"enum": ["a", 1, true]},
                      "flag": {"enum": [true, false]},
                      "nothing": {"enum": []},
                      "notASchema": 5
                    }}
                  ]},
                  "Base": {"type": "object", "properties": {"prompt": {"type": ["string", "null"]}}},
                  "Node": {"type": "object", "properties": {
                    "name": {"type": "string"},
                    "children": {"type": "array", "items": {"$ref": "#/components/schemas/Node"}}}},
                  "Self": {"allOf": [{"$ref": "#/components/schemas/Self"}]},
                  "Lists": {"type": "array", "items": {"$ref": "#/components/schemas/Lists"}},
                  "Output": {"$ref": "#/components/schemas/Node"}
                }
                """, 14);
        assertThat(type(input, "optional")).isEqualTo(Integer.class);
        assertThat(type(input, "either")).isEqualTo(String.class);
        assertThat(type(input, "anything")).isEqualTo(Object.class);
        assertThat(type(input, "number")).isEqualTo(Double.class);
        assertThat(type(input, "tree")).hasToString("class " + input.getName() + "$Node");
        assertThat(type(input, "flag")).isEqualTo(Boolean.class);
        assertThat(type(input, "mixed")).isEqualTo(Object.class);
    }

    @Test
    void valuesOfEnumerationsAreSentUnchanged() throws Exception {
        Class<?> input = assertThatAllFieldsAreSent("""
                {"Input": {"properties": {
                    "string": {"enum": ["", " ", "1", "-1", "+1", "1.5", "a b", "a-b", "a_b", "A_B", "class", "\\ud83d\\ude00", "\\"", "*/"]},
                    "aspect_ratio": {"enum": ["1:1", "16:9", "match_input_image"]},
                    "sample_rate": {"enum": [8000, 16000]},
                    "scale": {"enum": [0.5, 2]},
                    "styles": {"type": "array", "items": {"enum": ["DPMSolver", "K_EULER"]}}
                }}, "Output": {"enum": ["a", "b"]}}
                """, 5);
        assertThat(constants(type(input, "string"))).doesNotHaveDuplicates().hasSize(14);
        assertThat(constants(type(input, "aspectRatio")))
                .containsExactly("RATIO_1_1", "RATIO_16_9", "MATCH_INPUT_IMAGE");
        assertThat(constants(type(input, "sampleRate"))).containsExactly("RATE_8000", "RATE_16000");
    }

    @Test
    void descriptionsCannotEndACommentOrHideCode() throws Exception {
        Class<?> input = assertThatAllFieldsAreSent("""
                {"Input": {"properties": {"prompt": {
                    "type": "string",
                    "description": "*/ class Evil {} /* <script> {@link Nothing} @deprecated \\\\u002a/ \\u202e \\ud800 & \\n\\n* end",
                    "default": "{ \\\\u002a/ @see } */ <b>"
                }}}, "Output": {"type": "string", "description": "*/"}}
                """, 1);
        assertThat(input.getDeclaredClasses()).extracting(Class::getSimpleName).containsExactly("Builder");
    }

    @Test
    void aLongDefaultIsShortenedBetweenTwoCharacters() throws Exception {
        String start = "a".repeat(79);
        String fields = "{\"prompt\": {\"type\": \"string\", \"default\": \"" + start + "\\ud83d\\ude00 and more\"}}";
        assertThatAllFieldsAreSent("{\"Input\": {\"properties\": " + fields + "}, \"Output\": {}}", 1);
        assertThat(this.folder.resolve("sources/acme/PainterInput.java"))
                .content()
                .contains(start + "...}");
    }

    @Test
    void requiredFieldsAreParametersAndMustBeSet() throws Exception {
        try (URLClassLoader loader = generate("""
                {"Input": {"required": ["image", "prompt"], "properties": {
                    "steps": {"type": "integer", "x-order": 2},
                    "prompt": {"type": "string", "x-order": 1},
                    "image": {"type": "string", "format": "uri", "x-order": 0}
                }}, "Output": {"type": "array", "items": {"type": "string", "format": "uri"}}}
                """)) {
            Class<?> input = loader.loadClass("acme.PainterInput");
            assertThat(factory(input).getParameterTypes())
                    .extracting(Class::getSimpleName)
                    .containsExactly("FileInput", "String");
            Object builder = input.getMethod("builder").invoke(null);
            assertThatExceptionOfType(InvocationTargetException.class)
                    .isThrownBy(() -> builder.getClass().getMethod("build").invoke(builder))
                    .havingCause()
                    .withMessage("image must be set");
        }
    }

    @Test
    void aRequiredChoiceMayBeNull() throws Exception {
        assertThatAllFieldsAreSent("""
                {"Input": {"required": ["style", "others"], "properties": {
                    "style": {"enum": ["a", "b"], "nullable": true},
                    "others": {"type": "array", "items": {"enum": ["c", "d"]}, "nullable": true}
                }}, "Output": {"type": "string"}}
                """, 2);
    }

    @Test
    void outputsHaveTheirTypes() throws Exception {
        assertThat(output("{}")).isEqualTo(Output.class);
        assertThat(output("{\"type\": \"string\", \"format\": \"uri\"}")).isEqualTo(FileOutput.class);
        assertThat(output("{\"type\": \"integer\"}")).isEqualTo(Long.class);
        assertThat(output("{\"type\": \"object\"}")).isEqualTo(Map.class);
        assertThat(output("{\"type\": \"array\", \"items\": {\"type\": \"string\"},"
                        + " \"x-cog-array-type\": \"iterator\", \"x-cog-array-display\": \"concatenate\"}"))
                .isEqualTo(String.class);
        assertThat(output("{\"properties\": {\"a\": {\"type\": \"string\"}}}").getSimpleName())
                .isEqualTo("PainterOutput");
    }

    @Test
    void aModelWithoutInputsRunsWithoutArguments() throws Exception {
        AtomicReference<Map<String, Object>> received = new AtomicReference<>();
        try (URLClassLoader loader =
                        generate("{\"Input\": {\"type\": \"object\"}, \"Output\": {\"type\": \"string\"}}");
                ReplicateEmulator emulator = emulator(received, "done");
                Replicate replicate = client(emulator)) {
            Object model = replicate.use(loader.loadClass("acme.Painter"));
            assertThat(GeneratedTypes.call(model, "run", null)).isEqualTo("done");
            assertThat(received.get()).isEmpty();
        }
    }

    @Test
    void secretsAreNotShown() throws Exception {
        try (URLClassLoader loader = generate("""
                {"Input": {"properties": {
                    "api_key": {"type": "string", "format": "password", "x-cog-secret": true, "default": "hidden"},
                    "keys": {"type": "array", "items": {"type": "string", "format": "password"}, "default": ["hidden"]},
                    "options": {"properties": {"key": {"type": "string", "format": "password"}}, "default": {"key": "hidden"}},
                    "prompt": {"type": "string"}
                }}, "Output": {"properties": {"token": {"type": "string", "format": "password"}}, "required": ["token"]}}
                """)) {
            Object input = GeneratedTypes.filledInput(loader.loadClass("acme.PainterInput"), Map.of());
            assertThat(input.toString())
                    .startsWith("PainterInput[apiKey=***, keys=***, ")
                    .endsWith("prompt=text]");
            Object output = loader.loadClass("acme.PainterOutput")
                    .getConstructor(String.class)
                    .newInstance("hidden");
            assertThat(output).hasToString("PainterOutput[token=***]");
            assertThat(this.folder.resolve("sources/acme/PainterInput.java"))
                    .content()
                    .doesNotContain("hidden");
        }
    }

    private Class<?> assertThatAllFieldsAreSent(String schemas, int count) throws Exception {
        AtomicReference<Map<String, Object>> received = new AtomicReference<>();
        try (URLClassLoader loader = generate(schemas);
                ReplicateEmulator emulator = emulator(received, null);
                Replicate replicate = client(emulator)) {
            Class<?> type = loader.loadClass("acme.PainterInput");
            Object input = GeneratedTypes.filledInput(type, Map.of());
            assertThat(input).isNotNull();
            Method toBuilder = type.getMethod("toBuilder");
            Object copy = toBuilder.getReturnType().getMethod("build").invoke(toBuilder.invoke(input));
            GeneratedTypes.call(replicate.use(loader.loadClass("acme.Painter")), "create", copy);
            assertThat(received.get()).hasSize(count);
            Map<?, ?> declared = (Map<?, ?>) ((Map<?, ?>) Schemas.parse(schemas).get("Input")).get("properties");
            if (declared != null) {
                assertThat(received.get().keySet()).isEqualTo(declared.keySet());
            }
            return type;
        }
    }

    private Class<?> output(String schema) throws Exception {
        try (URLClassLoader loader = generate("{\"Input\": {}, \"Output\": " + schema + "}")) {
            return loader.loadClass("acme.Painter").getMethod("run").getReturnType();
        }
    }

    private URLClassLoader generate(String schemas) {
        Schemas.store(this.folder.resolve("schemas"), "acme/painter", schemas);
        generateOnly();
        return Compilation.compile(this.folder.resolve("sources"));
    }

    private void generateOnly() {
        ModelGenerator.builder()
                .schemas(this.folder.resolve("schemas"))
                .output(this.folder.resolve("sources"))
                .packageName("acme")
                .build()
                .generate();
    }

    private static ReplicateEmulator emulator(AtomicReference<Map<String, Object>> received, Object output) {
        ReplicateEmulator emulator = ReplicateEmulator.start();
        emulator.model("acme/painter").official().respond((input, script) -> {
            received.set(input);
            script.outputValue(output).succeed();
        });
        return emulator;
    }

    private static Replicate client(ReplicateEmulator emulator) {
        return Replicate.builder()
                .emulator(emulator.baseUrl().toString())
                .run(run -> run.preferWait(Duration.ofSeconds(60)))
                .build();
    }

    private static Class<?> type(Class<?> input, String field) throws NoSuchMethodException {
        return input.getMethod(field).getReturnType();
    }

    private static Method factory(Class<?> input) {
        return Arrays.stream(input.getMethods())
                .filter(method -> method.getName().equals("of"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
    }
}
