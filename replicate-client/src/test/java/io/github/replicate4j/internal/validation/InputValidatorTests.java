/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.error.InputFinding;
import io.github.replicate4j.error.InputFinding.Code;
import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.schema.ModelSchema;
import io.github.replicate4j.schema.SchemaType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputValidatorTests {

    private static final String FIELDS = """
            "required": ["prompt"], "type": "object", "properties": {
              "prompt": {"type": "string", "minLength": 2, "maxLength": 8, "x-order": 0},
              "aspect_ratio": {"allOf": [{"$ref": "#/components/schemas/ratio"}], "default": "1:1"},
              "steps": {"type": "integer", "minimum": 1, "maximum": 50},
              "guidance": {"type": "number", "exclusiveMinimum": 0, "maximum": 10},
              "image": {"type": "string", "format": "uri"},
              "images": {"type": "array", "items": {"type": "string", "format": "uri"}, "maxItems": 2},
              "go_fast": {"type": "boolean"},
              "size": {"anyOf": [{"type": "integer", "minimum": 64}, {"enum": ["auto"], "type": "string"}]},
              "mask": {"anyOf": [{"type": "string", "format": "uri"}, {"type": "null"}]},
              "day": {"type": "string", "format": "date"}, "at": {"type": "string", "format": "date-time"},
              "options": {"type": "object", "additionalProperties": false, "required": ["mode"],
                          "properties": {"mode": {"type": "string"}}},
              "anything": {}}
            """;

    private static final SchemaType INPUT = input("{" + FIELDS + "}", "\"ratio\": {\"enum\": [\"1:1\", \"16:9\"]}");

    private static SchemaType input(String input, String others) {
        SchemaType type = ModelSchema.of(Json.exactFields("{\"components\":{\"schemas\":{\"Input\":" + input
                        + (others.isBlank() ? "" : "," + others) + "}}}"))
                .input();
        assertThat(type).isNotNull();
        return type;
    }

    private static List<InputFinding> validate(SchemaType type, Map<String, @Nullable Object> input) {
        return InputValidator.validate(type, input);
    }

    private static String messages(String json) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (!json.contains("prompt") && !json.contains("promt")) {
            fields.put("prompt", "a cat");
        }
        fields.putAll(Json.exactFields(json));
        return validate(INPUT, fields).stream().map(InputFinding::message).collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'promt':'a cat'} | input.promt is unknown: did you mean prompt?; input.prompt is missing: it must be a string of"
                        + " 2 to 8 characters",
                "{'AspectRatio':'1:1'} | input.AspectRatio is unknown: did you mean aspect_ratio?",
                "{'width':1} | input.width is unknown: the model accepts prompt, aspect_ratio, steps, guidance, image, images,"
                        + " go_fast, size, mask, day, at, options, anything",
                "{'steps':'secret'} | input.steps is a string, but must be an integer from 1 to 50",
                "{'steps':2.5} | input.steps is a number, but must be an integer from 1 to 50",
                "{'steps':51} | input.steps is an integer out of range, but must be an integer from 1 to 50",
                "{'steps':1e400} | input.steps is an integer out of range, but must be an integer from 1 to 50",
                "{'steps':null} | input.steps is null, but must be an integer from 1 to 50, or omitted",
                "{'prompt':null} | input.prompt is null, but must be a string of 2 to 8 characters",
                "{'guidance':0} | input.guidance is an integer out of range, but must be a number greater than 0 and at most"
                        + " 10",
                "{'prompt':7} | input.prompt is an integer, but must be a string of 2 to 8 characters",
                "{'prompt':'123456789'} | input.prompt is a string of a wrong length, but must be a string of 2 to 8 characters",
                "{'aspect_ratio':'2:1'} | input.aspect_ratio is a string that is not a choice, but must be one of 1:1, 16:9",
                "{'image':'/home/me/cat.png'} | input.image is a string in another format, but must be a file, or its http, https"
                        + " or data URL",
                "{'image':'C:\\\\cat.png'} | input.image is a string in another format, but must be a file, or its http, https or"
                        + " data URL",
                "{'image':'file:///cat.png'} | input.image is a string in another format, but must be a file, or its http, https"
                        + " or data URL",
                "{'image':['https://a.test']} | input.image is a list, but must be a file, or its http, https or data URL",
                "{'images':['https://a.test',{}]} | input.images[1] is an object, but must be a file, or its http, https or data"
                        + " URL",
                "{'images':['data:,a','data:,b','cat.png']} | input.images is a list of a wrong length, but must be a list of at"
                        + " most 2 items, in which each item is a file, or its http, https or data URL"
                        + "; input.images[2] is a string in another format, but must be a file, or its http, https or data URL",
                "{'go_fast':'true'} | input.go_fast is a string, but must be true or false",
                "{'size':true} | input.size is a boolean, but must be an integer of at least 64 or one of auto",
                "{'size':9} | input.size is an integer out of range, but must be an integer of at least 64",
                "{'day':'tomorrow'} | input.day is a string in another format, but must be a string in the format date",
                "{'options':{'mod':1}} | input.options.mod is unknown: did you mean mode?; input.options.mode is missing: it must"
                        + " be a string"
            })
    void findsWhatIsWrong(String json, String message) {
        assertThat(messages(json.replace('\'', '"'))).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'steps':30.0,'guidance':1e-3}",
                "{'aspect_ratio':'16:9','go_fast':false}",
                "{'image':'https://a.test/cat.png','images':['data:image/png;base64,AAAA','HTTP://a.test']}",
                "{'mask':null,'size':64}",
                "{'size':'auto'}",
                "{'day':'2026-01-31','at':'2026-01-31T10:00:00+01:00'}",
                "{'anything':{'deep':[1,null]}}",
                "{'options':{'mode':'x'}}",
                "{}"
            })
    void acceptsWhatIsRight(String json) {
        assertThat(messages(json.replace('\'', '"'))).isEmpty();
    }

    @Test
    void fileIsAString() {
        Map<String, @Nullable Object> input = new HashMap<>();
        input.put("prompt", Path.of("prompt.txt"));
        input.put("image", new byte[1]);
        input.put("images", List.of(Path.of("a.png")));
        assertThat(validate(INPUT, input)).isEmpty();
        input.put("steps", Path.of("a.png"));
        assertThat(validate(INPUT, input)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.TYPE);
            assertThat(finding.type()).isEqualTo("file");
        });
    }

    @Test
    @Timeout(10)
    void bigNumbersAreCompared() {
        assertThat(codes("steps", new BigInteger("9".repeat(1_000)))).containsExactly(Code.RANGE);
        assertThat(codes("steps", new BigDecimal("1e1000000000"))).containsExactly(Code.RANGE);
        assertThat(codes("steps", new BigDecimal("1e-1000000000"))).containsExactly(Code.TYPE);
        assertThat(codes("steps", Double.NaN)).containsExactly(Code.TYPE);
        assertThat(codes("guidance", Float.MIN_VALUE)).isEmpty();
        assertThat(codes("steps", Long.MAX_VALUE)).containsExactly(Code.RANGE);
    }

    private static List<Code> codes(String name, Object value) {
        return validate(INPUT, Map.of("prompt", "a cat", name, value)).stream()
                .map(InputFinding::code)
                .toList();
    }

    @Test
    void namesCanBeAnyText() {
        SchemaType type = input(
                "{\"properties\": {\"class\": {\"type\": \"string\"}, \"😀\": {\"type\": \"integer\"}, \"\": {}}}", "");
        assertThat(validate(type, Map.of("class", "a", "😀", 1, "", 2))).isEmpty();
        assertThat(validate(type, Map.of("clazz", 1, "😀", "x")))
                .extracting(InputFinding::message)
                .containsExactlyInAnyOrder(
                        "input.clazz is unknown: did you mean class?", "input.😀 is a string, but must be an integer");
        String longName = "a\nb" + "😀".repeat(100);
        assertThat(validate(type, Map.of(longName, 1)))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).doesNotContain("\n").hasSizeLessThan(200));
    }

    @Test
    @Timeout(20)
    void manyFieldsAreValidated() {
        String fields = IntStream.range(0, 500)
                .mapToObj(i -> "\"field_number_" + i + "\":{\"type\":\"integer\"}")
                .collect(Collectors.joining(","));
        SchemaType type = input("{\"properties\":{" + fields + "}}", "");
        Map<String, @Nullable Object> right = new HashMap<>();
        Map<String, @Nullable Object> wrong = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            right.put("field_number_" + i, i);
            wrong.put("feld_number_" + i, "x");
        }
        assertThat(validate(type, right)).isEmpty();
        List<InputFinding> findings = validate(type, wrong);
        assertThat(findings).hasSize(InputValidator.MAX_FINDINGS);
        assertThat(findings.get(0).message()).contains("did you mean field_number_");
        assertThat(findings.get(99).message()).contains("and 470 more");
    }

    @Test
    @Timeout(20)
    void circularAndExplodingSchemasEnd() {
        SchemaType type = input("""
                {"properties": {
                  "node": {"$ref": "#/components/schemas/Node"},
                  "loop": {"anyOf": [{"$ref": "#/components/schemas/Loop"}, {"type": "integer"}]},
                  "bomb": {"$ref": "#/components/schemas/Bomb"}}}
                """, """
                "Node": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"},
                   "child": {"$ref": "#/components/schemas/Node"}}},
                "Loop": {"anyOf": [{"$ref": "#/components/schemas/Loop"}, {"$ref": "#/components/schemas/Loop"}]},
                "Bomb": {"oneOf": [{"type": "array", "items": {"$ref": "#/components/schemas/Bomb"}},
                                   {"type": "array", "items": {"$ref": "#/components/schemas/Bomb"}}]}
                """);
        assertThat(validate(type, Map.of("node", Map.of("name", "a", "child", Map.of("child", Map.of("name", 1))))))
                .extracting(InputFinding::message)
                .containsExactlyInAnyOrder(
                        "input.node.child.child.name is an integer, but must be a string",
                        "input.node.child.name is missing: it must be a string");
        assertThat(validate(type, Map.of("loop", "x"))).isEmpty();
        Object nested = "x";
        for (int i = 0; i < 90; i++) {
            nested = List.of(nested, nested);
        }
        validate(type, Collections.singletonMap("bomb", nested));
    }

    @Test
    @Timeout(20)
    void longListsAreValidatedInPart() {
        SchemaType type = input(
                "{\"properties\":{\"vector\":{\"type\":\"array\",\"items\":{\"type\":\"number\",\"maximum\":1}}}}", "");
        List<Object> vector = new ArrayList<>(Collections.nCopies(2_000_000, 0.5));
        vector.set(10, "x");
        long start = System.nanoTime();
        assertThat(validate(type, Map.of("vector", vector)))
                .extracting(InputFinding::path)
                .containsExactly("input.vector[10]");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void schemaWithoutFieldsAcceptsAnything() {
        Map<String, @Nullable Object> any = Collections.singletonMap("x", null);
        assertThat(validate(input("{\"type\": \"object\", \"properties\": {}}", ""), any))
                .isEmpty();
        assertThat(validate(input("{}", ""), any)).isEmpty();
        assertThat(validate(input("{\"properties\": {\"a\": {}}, \"additionalProperties\": true}", ""), any))
                .isEmpty();
        assertThat(validate(input("{\"properties\": \"no\", \"required\": [\"x\"]}", ""), any))
                .isEmpty();
    }

    @Test
    void namesCannotChangeTheDirectionOfAMessage() {
        assertThat(validate(INPUT, Map.of("prompt", "a cat", "a\u202eb\u2066c\u0085d", 1)))
                .extracting(InputFinding::path)
                .containsExactly("input.a?b?c?d");
    }

    @Test
    void messagesNeverContainAValue() {
        for (String name : INPUT.fields().keySet()) {
            for (Object value :
                    List.of("hunter2", List.of("hunter2"), Map.of("a", "hunter2"), 987654321, 0.987654321)) {
                assertThat(validate(INPUT, Map.of(name, value)))
                        .allSatisfy(finding -> assertThat(finding.toString() + finding.message())
                                .doesNotContain("hunter2")
                                .doesNotContain("987654321"));
            }
        }
    }
}
