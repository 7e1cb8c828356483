/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Computes vectors of texts. Each word, each pair of neighboring words and each group of three letters contributes a fixed
 * pseudorandom direction, so that texts with common words and word stems have similar vectors.
 */
final class Embedding {

    private static final int MAX_LENGTH = 20_000;

    private static final double WORD = 1;

    private static final double PAIR = 0.5;

    private static final double LETTERS = 0.3;

    private static final double FREQUENT = 0.2;

    private static final Set<String> FREQUENT_WORDS = Set.of(
            "a", "an", "the", "of", "in", "on", "at", "to", "and", "or", "is", "are", "was", "it", "for", "with", "by",
            "query", "passage");

    private Embedding() {}

    /** Return the vector of a text, with length 1 if it is normalized, and otherwise with a length of about 20. */
    static List<Double> of(String text, int dimensions, boolean normalized) {
        double[] vector = new double[dimensions];
        features(text).forEach((feature, weight) -> add(feature, weight, vector));
        double length = Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
        double scale = (normalized ? 1 : 20) / length;
        List<Double> rounded = new ArrayList<>(dimensions);
        for (double each : vector) {
            // The precision of the models.
            rounded.add((double) (float) (each * scale));
        }
        return rounded;
    }

    private static Map<String, Double> features(String text) {
        Map<String, Double> features = new LinkedHashMap<>();
        String lower = text.substring(0, Math.min(MAX_LENGTH, text.length())).toLowerCase(Locale.ROOT);
        String previous = "";
        for (String word : lower.split("[^\\p{L}\\p{N}]+")) {
            if (word.isEmpty()) {
                continue;
            }
            boolean frequent = FREQUENT_WORDS.contains(word);
            features.merge("word " + word, frequent ? FREQUENT : WORD, Double::sum);
            features.merge("pair " + previous + " " + word, frequent ? FREQUENT * PAIR : PAIR, Double::sum);
            String framed = "<" + word + ">";
            for (int i = 0; !frequent && i + 3 <= framed.length(); i++) {
                features.merge("letters " + framed.substring(i, i + 3), LETTERS, Double::sum);
            }
            previous = word;
        }
        // Texts without words, and the empty text, also have a vector.
        features.merge(features.isEmpty() ? "text " + lower : "bias", 0.1, Double::sum);
        return features;
    }

    private static void add(String feature, double weight, double[] vector) {
        long state = 1125899906842597L;
        for (int i = 0; i < feature.length(); i++) {
            state = 31 * state + feature.charAt(i);
        }
        for (int i = 0; i < vector.length; i++) {
            state += 0x9E3779B97F4A7C15L;
            long mixed = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
            vector[i] += weight * ((mixed >> 11) * 0x1.0p-52);
        }
    }
}
