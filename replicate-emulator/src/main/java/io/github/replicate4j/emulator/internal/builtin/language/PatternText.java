/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Creates a text that a regular expression accepts. Literals, classes, groups, alternatives, quantifiers and look-behinds are
 * supported; if the expression contains anything else, the text may not match.
 */
final class PatternText {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    private static final Pattern GROUP_PREFIX = Pattern.compile("\\?(?::|<?[=!]|<[A-Za-z][A-Za-z0-9]*>)");

    private static final Set<String> OTHER_LOOKAROUNDS = Set.of("?=", "?!", "?<!");

    private static final int MAX_REPEATS = 200;

    private static final int ATTEMPTS = 40;

    private final String pattern;

    private final int extra;

    private int at;

    private int picked;

    private PatternText(String pattern, int picked, int extra) {
        this.pattern = pattern;
        this.picked = picked;
        this.extra = extra;
    }

    /** Create a text with a length in the range, if possible. */
    static String create(String pattern, int index, int least, int most) {
        String text = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            text = new PatternText(pattern, index + attempt / 10, attempt % 10 * Math.max(1, least / 5)).alternatives();
            if (text.length() >= least && text.length() <= most && matches(pattern, text)) {
                return text;
            }
        }
        return text;
    }

    static boolean matches(String pattern, String text) {
        try {
            return Pattern.compile(pattern).matcher(text).find();
        } catch (PatternSyntaxException ex) {
            return false;
        }
    }

    /** Parse alternatives up to the end of the group, and return the text of one of them. */
    private String alternatives() {
        List<String> texts = new ArrayList<>();
        texts.add(sequence());
        while (this.at < this.pattern.length() && this.pattern.charAt(this.at) == '|') {
            this.at++;
            texts.add(sequence());
        }
        return texts.get(this.picked % texts.size());
    }

    private String sequence() {
        StringBuilder text = new StringBuilder();
        while (this.at < this.pattern.length() && "|)".indexOf(this.pattern.charAt(this.at)) < 0) {
            int begin = this.at;
            String item = item();
            int end = this.at;
            int repeats = repeats();
            int after = this.at;
            for (int i = 0; i < repeats; i++) {
                if (i > 0) {
                    this.at = begin;
                    item = item();
                }
                text.append(item);
            }
            this.at = Math.max(after, end);
        }
        return text.toString();
    }

    private String item() {
        char first = this.pattern.charAt(this.at++);
        return switch (first) {
            case '(' -> group();
            case '[' -> pick(characterClass());
            case '\\' -> this.at < this.pattern.length() ? pick(escaped(this.pattern.charAt(this.at++))) : "";
            case '.' -> pick(LETTERS);
            case '^', '$' -> "";
            default -> String.valueOf(first);
        };
    }

    private String group() {
        Matcher prefix = GROUP_PREFIX.matcher(this.pattern).region(this.at, this.pattern.length());
        String kind = prefix.lookingAt() ? prefix.group() : "";
        this.at += kind.length();
        String text = alternatives();
        this.at++;
        // What a look-behind requires is only there if it is written. The other look-arounds are no part of the text.
        return OTHER_LOOKAROUNDS.contains(kind) ? "" : text;
    }

    private String characterClass() {
        boolean negated = this.at < this.pattern.length() && this.pattern.charAt(this.at) == '^';
        this.at += negated ? 1 : 0;
        StringBuilder characters = new StringBuilder();
        boolean first = true;
        while (this.at < this.pattern.length() && (first || this.pattern.charAt(this.at) != ']')) {
            first = false;
            char each = this.pattern.charAt(this.at++);
            if (each == '\\' && this.at < this.pattern.length()) {
                characters.append(escaped(this.pattern.charAt(this.at++)));
            } else if (this.at + 1 < this.pattern.length()
                    && this.pattern.charAt(this.at) == '-'
                    && this.pattern.charAt(this.at + 1) != ']') {
                char last = this.pattern.charAt(this.at + 1);
                this.at += 2;
                for (int c = each; c <= last && characters.length() < 512; c++) {
                    characters.append((char) c);
                }
            } else {
                characters.append(each);
            }
        }
        this.at++;
        if (!negated) {
            return characters.toString();
        }
        StringBuilder others = new StringBuilder();
        (LETTERS + "0123456789 -_")
                .chars()
                .filter(c -> characters.indexOf(String.valueOf((char) c)) < 0)
                .forEach(c -> others.append((char) c));
        return others.toString();
    }

    private static String escaped(char name) {
        return switch (name) {
            case 'd' -> "0123456789";
            case 'w' -> LETTERS + "0123456789";
            case 's' -> " ";
            case 'D', 'S' -> LETTERS;
            case 'W' -> "-";
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'b', 'B', 'A', 'Z', 'z' -> "";
            default -> String.valueOf(name);
        };
    }

    private String pick(String characters) {
        if (characters.isEmpty()) {
            return "";
        }
        this.picked++;
        return String.valueOf(characters.charAt(Math.floorMod(this.picked * 7, characters.length())));
    }

    private int repeats() {
        if (this.at >= this.pattern.length()) {
            return 1;
        }
        char quantifier = this.pattern.charAt(this.at);
        int least = 1;
        int most = 1;
        switch (quantifier) {
            case '?' -> {
                this.at++;
                least = 0;
            }
            case '*', '+' -> {
                this.at++;
                least = quantifier == '+' ? 1 : 0;
                most = MAX_REPEATS;
            }
            case '{' -> {
                int end = this.pattern.indexOf('}', this.at);
                String[] bounds = this.pattern
                        .substring(this.at + 1, Math.max(this.at + 1, end))
                        .split(",", -1);
                if (end < 0 || !bounds[0].matches("\\d{1,4}")) {
                    return 1;
                }
                this.at = end + 1;
                least = Integer.parseInt(bounds[0]);
                most = bounds.length == 1
                        ? least
                        : bounds[1].matches("\\d{1,4}") ? Integer.parseInt(bounds[1]) : MAX_REPEATS;
            }
            default -> {
                return 1;
            }
        }
        if (this.at < this.pattern.length() && "?+".indexOf(this.pattern.charAt(this.at)) >= 0) {
            this.at++;
        }
        int wanted = most == MAX_REPEATS && least < 3 ? 3 : Math.max(1, least);
        return Math.min(Math.min(most, MAX_REPEATS), wanted + this.extra);
    }
}
