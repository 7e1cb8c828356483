/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.schema.SchemaType.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelSchemaTests {

    @Test
    void readsFieldsOfCog() {
        SchemaType input = input("""
                {"type": "object", "required": ["prompt"], "properties": {
                  "seed": {"type": "integer", "title": "Seed", "x-order": 2, "description": "Random seed"},
                  "aspect_ratio": {"allOf": [{"$ref": "#/components/schemas/aspect_ratio"}], "default": "1:1", "x-order": 1},
                  "prompt": {"type": "string", "x-order": 0},
                  "images": {"type": "array", "items": {"type": "string", "format": "uri"}, "maxItems": 4, "x-order": 3},
                  "strength": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.8, "x-order": 4}}}
                """, """
                "aspect_ratio": {"enum": ["1:1", "16:9"], "type": "string", "description": "An enumeration."}
                """);
        assertThat(input.fields().keySet()).containsExactly("prompt", "aspect_ratio", "seed", "images", "strength");
        assertThat(field(input, "prompt").required()).isTrue();
        assertThat(field(input, "seed").required()).isFalse();
        assertThat(field(input, "seed").type().description()).isEqualTo("Random seed");
        SchemaType ratio = field(input, "aspect_ratio").type();
        assertThat(ratio.kind()).isEqualTo(Kind.STRING);
        assertThat(ratio.choices()).containsExactly("1:1", "16:9");
        assertThat(ratio.component()).isEqualTo("aspect_ratio");
        assertThat(ratio.defaultValue()).isEqualTo("1:1");
        SchemaType images = field(input, "images").type();
        assertThat(images.kind()).isEqualTo(Kind.ARRAY);
        assertThat(images.maxItems()).isEqualTo(4);
        assertThat(images.items()).isNotNull().matches(SchemaType::isFile);
        SchemaType strength = field(input, "strength").type();
        assertThat(strength.minimum()).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(strength.maximum()).isEqualByComparingTo(BigDecimal.ONE);
    }

    @Test
    void readsOptionalValues() {
        SchemaType input = input("""
                {"properties": {
                  "mask": {"anyOf": [{"type": "string", "format": "uri"}, {"type": "null"}]},
                  "seed": {"type": ["integer", "null"]},
                  "style": {"anyOf": [{"$ref": "#/components/schemas/Style"}, {"type": "null"}], "default": null},
                  "size": {"type": "integer", "nullable": true},
                  "count": {"type": "integer"}}}
                """, """
                "Style": {"enum": ["a", "b"], "type": "string"}
                """);
        assertThat(field(input, "mask").type()).matches(SchemaType::isFile).matches(SchemaType::isNullable);
        assertThat(field(input, "seed").type().kind()).isEqualTo(Kind.INTEGER);
        assertThat(field(input, "seed").type().isNullable()).isTrue();
        assertThat(field(input, "style").type().choices()).containsExactly("a", "b");
        assertThat(field(input, "style").type().component()).isEqualTo("Style");
        assertThat(field(input, "style").type().hasDefault()).isTrue();
        assertThat(field(input, "size").type().isNullable()).isTrue();
        assertThat(field(input, "count").type().isNullable()).isFalse();
        assertThat(field(input, "count").type().alternatives()).isEmpty();
    }

    @Test
    void readsAlternatives() {
        SchemaType input = input("""
                {"properties": {
                  "size": {"anyOf": [{"type": "integer"}, {"type": "string"}]},
                  "mode": {"oneOf": [{"const": "fast"}, {"const": "good"}]},
                  "both": {"type": ["string", "number"]},
                  "above": {"type": "number", "exclusiveMinimum": 0, "maximum": 5, "exclusiveMaximum": true}}}
                """, "");
        assertThat(field(input, "size").type().kind()).isEqualTo(Kind.ANY);
        assertThat(field(input, "size").type().alternatives())
                .extracting(SchemaType::kind)
                .containsExactly(Kind.INTEGER, Kind.STRING);
        assertThat(field(input, "mode").type().kind()).isEqualTo(Kind.STRING);
        assertThat(field(input, "mode").type().choices()).containsExactly("fast", "good");
        assertThat(field(input, "both").type().alternatives())
                .extracting(SchemaType::kind)
                .containsExactly(Kind.STRING, Kind.NUMBER);
        SchemaType above = field(input, "above").type();
        assertThat(above.exclusiveMinimum()).isEqualByComparingTo("0");
        assertThat(above.exclusiveMaximum()).isEqualByComparingTo("5");
        assertThat(above.maximum()).isNull();
    }

    @Test
    void circularTypesAreFinite() {
        SchemaType input = input("""
                {"allOf": [{"$ref": "#/components/schemas/Input"}, {"$ref": "#/components/schemas/Node"}],
                 "properties": {"root": {"$ref": "#/components/schemas/Node"},
                                "loop": {"anyOf": [{"$ref": "#/components/schemas/A"}, {"type": "integer"}]}}}
                """, """
                "Node": {"type": "object", "properties": {"children": {"type": "array",
                    "items": {"$ref": "#/components/schemas/Node"}}}},
                "A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"},
                "C": {"anyOf": [{"$ref": "#/components/schemas/C"}, {"type": "string"}]}
                """);
        assertThat(input.fields()).containsKeys("root", "loop", "children");
        SchemaType node = field(input, "root").type();
        SchemaType child = field(node, "children").type().items();
        assertThat(child).isSameAs(node);
        assertThat(node.component()).isEqualTo("Node");
        assertThat(field(input, "loop").type().kind()).isEqualTo(Kind.ANY);
        assertThat(input).hasToString("SchemaType[Input, OBJECT]");
    }

    @Test
    void chainsOfReferencesStaySmall() {
        Map<String, Object> schemas = new LinkedHashMap<>();
        schemas.put("Input", Map.of("allOf", List.of(ref("N0"), ref("N0")), "properties", Map.of("a", ref("N0"))));
        for (int i = 0; i < 2_000; i++) {
            schemas.put("N" + i, Map.of("allOf", List.of(ref("N" + (i + 1)), ref("N" + (i + 1)))));
        }
        schemas.put("N2000", Map.of("type", "string"));
        SchemaType input =
                ModelSchema.of(Map.of("components", Map.of("schemas", schemas))).input();
        assertThat(input).isNotNull();
        assertThat(field(input, "a").type().kind()).isIn(Kind.ANY, Kind.STRING);
    }

    @Test
    void anyContentIsRead() {
        Map<String, @Nullable Object> schemas = new HashMap<>();
        schemas.put("Input", 7);
        schemas.put("Output", Map.of("type", 7, "enum", 1, "items", List.of(), "properties", "x", "required", 1));
        schemas.put(
                "TrainingInput", Map.of("properties", Map.of("class", 1, "😀", Map.of("minimum", "a"), "", Map.of())));
        schemas.put("Broken", Map.of("$ref", "#/components/schemas/Missing"));
        ModelSchema schema = ModelSchema.of(Map.of("components", Map.of("schemas", schemas)));
        assertThat(schema.input()).isNull();
        assertThat(schema.trainingOutput()).isNull();
        assertThat(schema.output()).isNotNull();
        assertThat(schema.output().kind()).isEqualTo(Kind.ANY);
        assertThat(schema.output().choices()).isEmpty();
        assertThat(schema.trainingInput()).isNotNull();
        assertThat(schema.trainingInput().fields()).containsOnlyKeys("class", "😀", "");
        assertThat(field(schema.trainingInput(), "😀").type().minimum()).isNull();
        assertThat(schema.component("Broken")).isNotNull();
        assertThat(schema.component("Broken").kind()).isEqualTo(Kind.ANY);
        assertThat(ModelSchema.of(Map.of()).componentNames()).isEmpty();
        assertThat(ModelSchema.of(Map.of("components", "x")).output()).isNull();
    }

    @Test
    void readsManyFieldsInOrder() {
        Map<String, Object> properties = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            properties.put("field" + i, Map.of("type", "string", "x-order", i));
            names.add("field" + i);
        }
        SchemaType input = ModelSchema.of(Map.of(
                        "components", Map.of("schemas", Map.of("Input", Map.of("properties", properties)))))
                .input();
        assertThat(input).isNotNull();
        assertThat(input.fields().keySet()).containsExactlyElementsOf(names);
    }

    private static Map<String, Object> ref(String name) {
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private static SchemaField field(SchemaType type, String name) {
        SchemaField field = type.fields().get(name);
        assertThat(field).isNotNull();
        return field;
    }

    private static SchemaType input(String input, String others) {
        String json =
                "{\"components\": {\"schemas\": {\"Input\": " + input + (others.isBlank() ? "" : "," + others) + "}}}";
        SchemaType type = ModelSchema.of(Json.exactFields(json)).input();
        assertThat(type).isNotNull();
        return type;
    }
}
