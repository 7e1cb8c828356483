/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.github.replicate4j.emulator.internal.builtin.BuiltIn;
import io.github.replicate4j.emulator.picture.Picture;
import io.github.replicate4j.emulator.picture.PictureSize;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingModelTests {

    private static final String E5 = "beautyyuyanli/multilingual-e5-large";

    private static final String BGE = "nateraw/bge-large-en-v1.5";

    private static final BuiltIn MODELS = new BuiltIn();

    @AfterAll
    static void close() {
        MODELS.close();
    }

    @ParameterizedTest
    @CsvSource({"beautyyuyanli/multilingual-e5-large, 1024", "nateraw/bge-large-en-v1.5, 1024"})
    void vectorsHaveLengthOne(String model, int dimensions) {
        List<?> vectors = (List<?>) MODELS.output(model, Map.of("texts", "[\"a cat\",\"\",\"!?\"]"));

        assertThat(vectors).hasSize(3).allSatisfy(vector -> {
            assertThat((List<?>) vector).hasSize(dimensions);
            assertThat(product(vector, vector)).isCloseTo(1, within(1e-5));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "In the water, fish are swimming.|Fish swim in the water.|A book lies open on the table.",
                "how do I reset my password|I forgot my password and want to reset it|opening hours of the shop",
                "The quick brown fox|the QUICK brown foxes!|stock prices fell",
                "Die Katze schläft|Eine schlafende Katze|Der Zug fährt ab"
            })
    void similarTextsAreCloser(String text, String similar, String different) {
        List<?> vectors = (List<?>)
                MODELS.output(E5, Map.of("texts", "[\"" + text + "\",\"" + similar + "\",\"" + different + "\"]"));

        double near = product(vectors.get(0), vectors.get(1));
        assertThat(near)
                .isGreaterThan(product(vectors.get(0), vectors.get(2)) + 0.1)
                .isGreaterThan(product(vectors.get(1), vectors.get(2)) + 0.1)
                .isLessThan(0.999);
    }

    @Test
    void textsHaveTheDefaultOfTheSchema() {
        assertThat((List<?>) MODELS.output(E5, Map.of())).hasSize(3);
        assertThat((List<?>) MODELS.output(BGE, Map.of())).isEmpty();
        assertThat((List<?>) MODELS.output(BGE, Map.of("texts", ""))).isEmpty();
    }

    @Test
    void sameTextHasSameVector() {
        Map<String, String> input = Map.of("texts", "[\"a cat\"]");

        assertThat(MODELS.output(E5, input)).isEqualTo(MODELS.output(E5, input));
    }

    @Test
    void vectorsThatAreNotNormalized() {
        List<?> vectors = (List<?>) MODELS.output(E5, Map.of("texts", "[\"a cat\"]", "normalize_embeddings", false));

        assertThat(product(vectors.get(0), vectors.get(0))).isGreaterThan(100);
    }

    @Test
    void mpnetReturnsObjects() {
        List<?> one = (List<?>) MODELS.output("replicate/all-mpnet-base-v2", Map.of("text", "a cat"));
        List<?> two =
                (List<?>) MODELS.output("replicate/all-mpnet-base-v2", Map.of("text_batch", "[\"a cat\",\"a dog\"]"));

        assertThat((List<?>) ((Map<?, ?>) one.get(0)).get("embedding")).hasSize(768);
        assertThat(two).hasSize(2);
        assertThat(two.get(0)).isEqualTo(one.get(0));
    }

    @Test
    void clipReturnsInputsWithVectors() {
        String picture = BuiltIn.dataUrl(new Picture("a cat", 1, new PictureSize(64, 48)).png());

        List<?> output = (List<?>) MODELS.output("andreasjansson/clip-features", Map.of("inputs", "a cat\n" + picture));

        assertThat(output).hasSize(2);
        assertThat(((Map<?, ?>) output.get(1)).get("input")).isEqualTo(picture);
        assertThat((List<?>) ((Map<?, ?>) output.get(1)).get("embedding")).hasSize(768);
    }

    @Test
    void textsAsFile() {
        String file =
                BuiltIn.dataUrl("{\"text\":\"a cat\"}\n\n{\"text\":\"a dog\"}\n".getBytes(StandardCharsets.UTF_8));

        assertThat(MODELS.output(BGE, Map.of("path", file)))
                .isEqualTo(MODELS.output(BGE, Map.of("texts", "[\"a cat\",\"a dog\"]")));
    }

    @Test
    void vectorsAsNumpyArray() {
        byte[] file = MODELS.file(BGE, Map.of("texts", "[\"a cat\",\"a dog\"]", "convert_to_numpy", true));

        String header = new String(file, 0, 128, StandardCharsets.ISO_8859_1);
        assertThat(header)
                .startsWith("\u0093NUMPY\u0001")
                .contains("'descr': '<f4'")
                .contains("(2, 1024)")
                .endsWith("\n");
        assertThat(file).hasSize(128 + 2 * 1_024 * 4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a cat", "{\"a\":1}", "[1,2]", "[\"a\""})
    void textsThatAreNotAListFail(String texts) {
        assertThat(MODELS.run(E5, Map.of("texts", texts)))
                .contains(
                        entry("status", "failed"),
                        entry("error", "texts must be a JSON list of strings, such as [\"a\", \"b\"]"));
    }

    private static double product(Object left, Object right) {
        double sum = 0;
        for (int i = 0; i < ((List<?>) left).size(); i++) {
            sum += ((Number) ((List<?>) left).get(i)).doubleValue() * ((Number) ((List<?>) right).get(i)).doubleValue();
        }
        return sum;
    }
}
