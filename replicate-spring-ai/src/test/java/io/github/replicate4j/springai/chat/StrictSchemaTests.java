/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Schemas for structured output become strict. */
class StrictSchemaTests {

    private static Map<String, Object> convert(Map<String, Object> schema) {
        return new StrictSchema(schema).convert();
    }

    @Test
    void objectsAreClosedAndRequireAllProperties() {
        Map<String, Object> inner = Map.of("type", "object", "properties", Map.of("b", Map.of("type", "string")));
        assertThat(convert(Map.of(
                        "$schema",
                        "x",
                        "type",
                        "object",
                        "required",
                        List.of(),
                        "properties",
                        Map.of("a", Map.of("type", "array", "items", inner)))))
                .isEqualTo(Map.of(
                        "type",
                        "object",
                        "required",
                        List.of("a"),
                        "additionalProperties",
                        false,
                        "properties",
                        Map.of(
                                "a",
                                Map.of(
                                        "type",
                                        "array",
                                        "items",
                                        Map.of(
                                                "type",
                                                "object",
                                                "required",
                                                List.of("b"),
                                                "additionalProperties",
                                                false,
                                                "properties",
                                                Map.of("b", Map.of("type", "string")))))));
    }

    @Test
    void referencesAreResolved() {
        assertThat(convert(Map.of(
                        "$defs",
                        Map.of("Name", Map.of("type", "string")),
                        "properties",
                        Map.of("$ref", Map.of("$ref", "#/$defs/Name")))))
                .containsEntry("properties", Map.of("$ref", Map.of("type", "string")))
                .doesNotContainKey("$defs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> convert(Map.of("$ref", "#/$defs/Missing")))
                .withMessageContaining("#/$defs/Missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> convert(Map.of("properties", Map.of("self", Map.of("$ref", "#")))))
                .withMessageContaining("recursive");
    }

    @Test
    void descriptionNextToAReferenceIsKept() {
        assertThat(convert(Map.of(
                        "$defs",
                        Map.of("City", Map.of("type", "string", "description", "a city")),
                        "properties",
                        Map.of("from", Map.of("$ref", "#/$defs/City", "description", "the start")))))
                .containsEntry("properties", Map.of("from", Map.of("type", "string", "description", "the start")));
    }

    @Test
    void propertiesNextToAReferenceAreAdded() {
        assertThat(convert(Map.of(
                        "$defs",
                        Map.of("Base", Map.of("type", "object", "properties", Map.of("a", Map.of("type", "string")))),
                        "$ref",
                        "#/$defs/Base",
                        "properties",
                        Map.of("b", Map.of("type", "string")))))
                .containsEntry("properties", Map.of("a", Map.of("type", "string"), "b", Map.of("type", "string")));
    }

    @Test
    void whatModelsDoNotTakeIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> convert(Map.of("properties", Map.of("a", Map.of("anyOf", List.of())))))
                .withMessageContaining("uses anyOf");
        assertThat(convert(Map.of("properties", Map.of("anyOf", Map.of("type", "string")))))
                .containsEntry("required", List.of("anyOf"));
    }
}
