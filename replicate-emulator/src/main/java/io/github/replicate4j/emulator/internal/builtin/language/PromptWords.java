/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a prompt from which values are made up.
 *
 * @param text the prompt
 * @param names the names: quoted texts, and capitalized words that do not begin a sentence
 * @param words the words that carry meaning, in lower case
 * @param numbers the numbers
 */
record PromptWords(String text, List<String> names, List<String> words, List<Double> numbers) {

    private static final int MAX_LENGTH = 4_000;

    private static final Pattern QUOTED = Pattern.compile("[\"“]([^\"”]{1,60})[\"”]");

    private static final Pattern NAME =
            Pattern.compile("(?<![.!?]\\s)(?<=\\s)\\p{Lu}[\\p{L}\\p{N}’'-]*(?:\\s\\p{Lu}[\\p{L}\\p{N}’'-]*)*");

    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\p{L}\\p{N}.])-?\\d{1,9}(?:\\.\\d{1,6})?(?![\\p{L}\\p{N}])");

    private static final Set<String> EMPTY_WORDS = Set.of(
            "the", "and", "for", "with", "that", "this", "what", "which", "who", "how", "why", "when", "where", "are",
            "was", "were", "has", "have", "had", "will", "can", "could", "should", "would", "does", "did", "not", "you",
            "your", "our", "their", "its", "from", "into", "about", "please", "give", "tell", "make", "write", "some",
            "any", "all", "then", "than", "them", "they", "there", "here", "use", "get", "let", "but", "out", "now");

    static PromptWords of(String prompt) {
        String text = prompt.length() > MAX_LENGTH ? prompt.substring(0, MAX_LENGTH) : prompt;
        List<String> names = new ArrayList<>();
        collect(QUOTED, text, 1, names);
        collect(NAME, text, 0, names);
        names.removeIf(name -> name.equals("I") || EMPTY_WORDS.contains(name.toLowerCase(Locale.ROOT)));
        List<String> numbers = new ArrayList<>();
        collect(NUMBER, text, 0, numbers);
        return new PromptWords(
                text,
                List.copyOf(names),
                words(text),
                numbers.stream().map(Double::valueOf).toList());
    }

    private static void collect(Pattern pattern, String text, int group, List<String> found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(group));
        }
    }

    /** Return the words of a text that carry meaning, in lower case. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (word.length() > 2 && !EMPTY_WORDS.contains(word)) {
                words.add(word);
            }
        }
        return List.copyOf(words);
    }

    /** Return whether the prompt contains a text as whole words. */
    boolean mentions(String part) {
        String words = part.toLowerCase(Locale.ROOT).replace('_', ' ');
        return !words.isBlank()
                && Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(words) + "(?![\\p{L}\\p{N}])")
                        .matcher(this.text.toLowerCase(Locale.ROOT))
                        .find();
    }

    /** Return a name, and after the last name a word that carries meaning, or the given text. */
    String term(int index, String otherwise) {
        return index < this.names.size() ? this.names.get(index) : word(index - this.names.size(), otherwise);
    }

    /** Return a word that carries meaning, or the given one. */
    String word(int index, String otherwise) {
        return this.words.isEmpty() ? otherwise : this.words.get(index % this.words.size());
    }
}
