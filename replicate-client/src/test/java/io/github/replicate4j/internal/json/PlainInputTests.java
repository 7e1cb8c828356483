/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlainInputTests {

    private final InputJson json = new InputJson(List.of(Path.class));

    private final PlainInput plain = new PlainInput(List.of(Path.class));

    static List<Map<String, Object>> plainInputs() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", "😀 and \u0000");
        values.put("null", null);
        values.put("numbers", Arrays.asList(1, 2L, 0.5, -0.0, null));
        values.put("nested", new TreeMap<>(Map.of("b", List.of(Map.of("c", true)), "a", Collections.emptyList())));
        return List.of(Map.of(), values, Collections.unmodifiableMap(values), Map.of("file", Path.of("a.png")));
    }

    /** Compares with the conversion by Jackson, which converts the whole input because of the URI. */
    @ParameterizedTest
    @MethodSource("plainInputs")
    void copyIsWhatJacksonConvertsTo(Map<String, Object> input) {
        Map<String, Object> withUri = new LinkedHashMap<>(input);
        withUri.put("uri", URI.create("https://example.com"));
        assertThat(this.plain.copy(withUri)).isNull();
        Map<String, Object> converted = this.json.object(withUri);
        converted.remove("uri");
        assertThat(this.plain.copy(input)).isEqualTo(converted).isEqualTo(this.json.object(input));
        assertThat(this.plain.copy(input).keySet()).containsExactlyElementsOf(converted.keySet());
    }

    @Test
    void copyDoesNotChangeWithTheInput() {
        List<String> images = new ArrayList<>(List.of("a"));
        Map<String, Object> input = new HashMap<>(Map.of("images", images));
        Map<String, Object> copy = this.json.object(input);
        images.add("b");
        input.put("seed", 1);
        assertThat(copy).isEqualTo(Map.of("images", List.of("a")));
    }

    static List<Object> otherInputs() {
        return List.of(
                "text",
                Map.of(1, "a"),
                Map.of("a", 1.5f),
                Map.of("a", new int[] {1}),
                Map.of("a", new EnumMap<>(Map.of(TimeUnit.DAYS, 1))),
                Map.of("a", TimeUnit.DAYS),
                Map.of("a", Double.NaN),
                Map.of("a", List.of("\ud83d")),
                Map.of("\ude00", 1),
                new Annotated());
    }

    @ParameterizedTest
    @MethodSource("otherInputs")
    void jacksonConvertsOrRejectsOtherInputs(Object input) {
        assertThat(this.plain.copy(input)).isNull();
    }

    @Test
    void annotationsOfMapsAreUsed() {
        assertThat(this.json.object(Map.of("a", new Annotated()))).isEqualTo(Map.of("a", "annotated"));
    }

    @Test
    void inputThatContainsItselfIsRejected() {
        Map<String, Object> input = new HashMap<>();
        input.put("self", input);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.json.object(input))
                .withMessageContaining("contains itself");
    }

    private static final class Annotated extends HashMap<String, Object> {

        private static final long serialVersionUID = 1L;

        @JsonValue
        String text() {
            return "annotated";
        }
    }
}
