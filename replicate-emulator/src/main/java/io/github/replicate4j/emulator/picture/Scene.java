/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.picture;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of a prompt that a picture shows: the time of day, things with their colors and numbers, and other colors.
 *
 * @param time the time of day, or null if the prompt names none
 * @param things the named things, in the order of the prompt
 * @param tint a color that belongs to no thing, or null
 */
record Scene(
        @Nullable Time time, List<Thing> things, @Nullable Color tint) {

    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("two", 2),
            Map.entry("2", 2),
            Map.entry("pair", 2),
            Map.entry("three", 3),
            Map.entry("3", 3),
            Map.entry("several", 3),
            Map.entry("four", 4),
            Map.entry("4", 4),
            Map.entry("five", 5),
            Map.entry("5", 5),
            Map.entry("many", 5));

    private static final Set<String> NO_NOUNS = Set.of("and", "with", "in", "on", "at", "under", "over", "near", "of");

    private static final int MAX_WORDS = 400;

    /** A time of day. */
    enum Time {
        DAWN,
        DAY,
        SUNSET,
        NIGHT
    }

    /** A thing, with its color unless the prompt names none. */
    record Thing(Subject subject, @Nullable Color color, int count) {}

    static Scene of(String prompt) {
        String[] words = prompt.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", MAX_WORDS);
        List<Thing> things = new ArrayList<>();
        Time time = null;
        ColorName color = null;
        Color tint = null;
        int count = 1;
        for (String word : words) {
            Subject subject = Subject.named(word);
            ColorName named = ColorName.named(word);
            Time of = time(word);
            if (of != null) {
                time = of;
            } else if (subject != null) {
                int number = count == 1 && Subject.isPlural(word) ? 3 : count;
                things.add(new Thing(subject, color == null ? null : color.color(), number));
                color = null;
                count = 1;
            } else if (named != null) {
                color = named;
            } else if (NUMBERS.containsKey(word)) {
                count = NUMBERS.get(word);
            } else if (NO_NOUNS.contains(word)) {
                tint = color == null ? tint : color.color();
                color = null;
                count = 1;
            }
        }
        return new Scene(time, List.copyOf(things), color == null ? tint : color.color());
    }

    private static @Nullable Time time(String word) {
        return switch (word) {
            case "dawn", "sunrise", "morning" -> Time.DAWN;
            case "day", "daylight", "noon", "midday", "afternoon", "sunny" -> Time.DAY;
            case "sunset", "dusk", "evening", "twilight" -> Time.SUNSET;
            case "night", "midnight", "moonlight", "moonlit", "starry" -> Time.NIGHT;
            default -> null;
        };
    }

    boolean shows(Subject subject) {
        return this.things.stream().anyMatch(thing -> thing.subject() == subject);
    }

    /** Return the things with one of the given subjects. */
    List<Thing> things(Subject... subjects) {
        Set<Subject> wanted = Set.of(subjects);
        return this.things.stream()
                .filter(thing -> wanted.contains(thing.subject()))
                .toList();
    }

    /** Return whether there are things that do not belong on the water. */
    boolean needsLand() {
        return this.things.stream().anyMatch(thing -> switch (thing.subject()) {
            case CITY, CASTLE, HOUSE, LIGHTHOUSE, TREE, CAR, FLOWER, CAT, DOG, HORSE, PERSON -> true;
            default -> false;
        });
    }

    /** Return the color of a thing, or the default. */
    Color color(Subject subject, Color defaultColor) {
        for (Thing thing : this.things) {
            if (thing.subject() == subject && thing.color() != null) {
                return thing.color();
            }
        }
        return defaultColor;
    }
}
