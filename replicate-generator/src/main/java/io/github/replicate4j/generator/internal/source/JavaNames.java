/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.source;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Converts names and values of schemas to Java names. Every text results in a Java name. */
final class JavaNames {

    private static final String WORD_BOUNDARY = "(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])";

    private JavaNames() {}

    /** Return a name such as {@code numOutputs}. */
    static String variable(String text) {
        List<String> words = words(text);
        String name = words.get(0).toLowerCase(Locale.ROOT) + capitalized(words.subList(1, words.size()));
        return startsWithDigit(name) ? "value" + name : name;
    }

    /**
     * Return a name such as {@code FluxSchnell}.
     *
     * @param digitPrefix what precedes a name that starts with a digit
     */
    static String type(String text, String digitPrefix) {
        String name = capitalized(words(text));
        return startsWithDigit(name) ? digitPrefix + name : name;
    }

    /**
     * Return a name such as {@code RATIO_16_9}.
     *
     * @param owner the name of the enumeration, whose last word is put before a number
     */
    static String constant(Object value, String owner) {
        String text = String.valueOf(value);
        String name = text.isBlank() ? "EMPTY" : upperCase(words(withSigns(text)));
        if (!startsWithDigit(name)) {
            return name;
        }
        List<String> prefix = words(owner);
        String last = prefix.get(prefix.size() - 1).toUpperCase(Locale.ROOT);
        return (startsWithDigit(last) ? "VALUE" : last) + "_" + name;
    }

    private static String upperCase(List<String> words) {
        return words.stream().map(word -> word.toUpperCase(Locale.ROOT)).collect(Collectors.joining("_"));
    }

    /** Replace signs by words, so that -1 and 1 have different names. */
    private static String withSigns(String text) {
        return text.replaceAll("(?<![\\p{L}\\p{N}])-(?=\\d)", "minus ").replaceAll("\\+", " plus ");
    }

    private static String capitalized(List<String> words) {
        return words.stream()
                .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT)
                        + word.substring(word.offsetByCodePoints(0, 1)).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static boolean startsWithDigit(String name) {
        return !Character.isJavaIdentifierStart(name.codePointAt(0));
    }

    /**
     * Return the words of a text, at least one. If the text has neither letters nor digits, return the words in the Unicode
     * names of its characters.
     */
    private static List<String> words(String text) {
        String normalized = Normalizer.normalize(text, Normalizer.Form.NFC);
        List<String> words = split(normalized);
        if (words.isEmpty()) {
            String names = normalized
                    .codePoints()
                    .filter(character -> Character.getType(character) != Character.NON_SPACING_MARK
                            && Character.getType(character) != Character.FORMAT)
                    .mapToObj(Character::getName)
                    .collect(Collectors.joining(" "));
            words = split(names);
        }
        return words.isEmpty() ? List.of("value") : words;
    }

    private static List<String> split(String text) {
        StringBuilder letters = new StringBuilder();
        text.codePoints()
                .map(character -> Character.isLetterOrDigit(character) ? character : ' ')
                .forEach(letters::appendCodePoint);
        List<String> words = new ArrayList<>();
        for (String part : letters.toString().trim().split(" +")) {
            for (String word : part.split(WORD_BOUNDARY)) {
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }
        return words;
    }
}
