/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.picture;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A thing that a prompt can name, and that pictures show.
 */
enum Subject {
    SUN("sun"),
    MOON("moon"),
    STARS("star", "galaxy"),
    CLOUDS("cloud"),
    RAIN("rain", "storm"),
    SNOW("snow", "winter"),
    FOG("fog", "mist"),
    RAINBOW("rainbow"),
    SEA("sea", "ocean", "lake", "river", "water", "beach", "wave", "harbor"),
    MOUNTAIN("mountain", "peak", "volcano", "alp"),
    CITY("city", "skyline", "skyscraper", "town"),
    CASTLE("castle", "tower", "palace"),
    HOUSE("house", "cottage", "cabin", "hut", "home", "barn"),
    LIGHTHOUSE("lighthouse"),
    TREE("tree", "oak"),
    FOREST("forest", "wood"),
    BOAT("boat", "ship", "sailboat"),
    CAR("car", "taxi"),
    BALLOON("balloon"),
    FLOWER("flower", "rose", "tulip", "sunflower"),
    CAT("cat", "kitten"),
    DOG("dog", "puppy", "wolf", "fox"),
    HORSE("horse", "unicorn", "pony"),
    BIRD("bird", "seagull", "owl", "eagle"),
    FISH("fish", "whale", "shark"),
    PERSON("person", "man", "woman", "girl", "boy", "child", "astronaut", "robot", "people");

    private static final Set<String> IRREGULAR_PLURALS = Set.of("people", "men", "women", "children");

    private final List<String> words;

    Subject(String... words) {
        this.words = List.of(words);
    }

    /** Return the subject that a word in lower case names, in the singular or the plural, or null. */
    static @Nullable Subject named(String word) {
        for (Subject each : values()) {
            if (each.words.contains(word) || each.words.contains(singular(word))) {
                return each;
            }
        }
        return null;
    }

    static boolean isPlural(String word) {
        return word.endsWith("s") || IRREGULAR_PLURALS.contains(word);
    }

    private static String singular(String word) {
        return switch (word) {
            case "wolves" -> "wolf";
            case "foxes" -> "fox";
            case "men" -> "man";
            case "women" -> "woman";
            case "children" -> "child";
            case "puppies" -> "puppy";
            case "snowy" -> "snow";
            case "rainy" -> "rain";
            case "stormy" -> "storm";
            case "foggy" -> "fog";
            case "misty" -> "mist";
            case "cloudy" -> "cloud";
            case "starry" -> "star";
            case "sunny" -> "sun";
            case "beaches" -> "beach";
            case "cities" -> "city";
            case "galaxies" -> "galaxy";
            default -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        };
    }
}
