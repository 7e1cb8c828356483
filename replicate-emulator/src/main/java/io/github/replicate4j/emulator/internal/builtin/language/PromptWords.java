/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.language;

import io.github.replicate4j.emulator.internal.text.ShortText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a prompt, from which the built-in models make up values.
 *
 * @param text the prompt, at most its first 4,000 characters
 * @param names the names: quoted texts, and then capitalized words that do not begin a sentence
 * @param words the words of three or more characters except stop words, in lower case
 * @param numbers the numbers, in the order of the prompt
 */
record PromptWords(String text, List<String> names, List<String> words, List<Double> numbers) {

    private static final int MAX_LENGTH = 4_000;

    private static final Pattern QUOTED = Pattern.compile("[\"“]([^\"”]{1,60})[\"”]");

    private static final Pattern NAME =
            Pattern.compile("(?<![.!?]\\s)(?<=\\s)\\p{Lu}[\\p{L}\\p{N}’'-]*(?:\\s\\p{Lu}[\\p{L}\\p{N}’'-]*)*");

    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\p{L}\\p{N}.])-?\\d{1,9}(?:\\.\\d{1,6})?(?![\\p{L}\\p{N}])");

    private static final Set<String> STOP_WORDS = Set.of(
            "the", "and", "for", "with", "that", "this", "what", "which", "who", "how", "why", "when", "where", "are",
            "was", "were", "has", "have", "had", "will", "can", "could", "should", "would", "does", "did", "not", "you",
            "your", "our", "their", "its", "from", "into", "about", "please", "give", "tell", "make", "write", "some",
            "any", "all", "then", "than", "them", "they", "there", "here", "use", "get", "let", "but", "out", "now");

    static PromptWords of(String prompt) {
        String text = ShortText.start(prompt, MAX_LENGTH);
        List<String> names = new ArrayList<>();
        collect(QUOTED, text, 1, names);
        collect(NAME, text, 0, names);
        names.removeIf(name -> name.equals("I") || STOP_WORDS.contains(name.toLowerCase(Locale.ROOT)));
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

    /** Return the words of a text that have three or more characters and are no stop words, in lower case. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (word.length() > 2 && !STOP_WORDS.contains(word)) {
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

    /** Return the name at an index. The indexes after the last name are those of {@linkplain #word words}. */
    String term(int index, String otherwise) {
        return index < this.names.size() ? this.names.get(index) : word(index - this.names.size(), otherwise);
    }

    /** Return the word at an index, or {@code otherwise} if there are no words. After the last word, the words repeat. */
    String word(int index, String otherwise) {
        return this.words.isEmpty() ? otherwise : this.words.get(index % this.words.size());
    }
}
