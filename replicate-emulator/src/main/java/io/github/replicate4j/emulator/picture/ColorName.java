/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.picture;

import java.awt.Color;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A color that a prompt can name.
 */
enum ColorName {
    RED(0xD62F2F),
    ORANGE(0xF08A24),
    YELLOW(0xF4D03F),
    GREEN(0x3C9D4E),
    TURQUOISE(0x2BB5B0),
    BLUE(0x2F6FD6),
    PURPLE(0x7D3FB8),
    PINK(0xEE7FB0),
    BROWN(0x7B4F2E),
    GOLD(0xD9A520),
    WHITE(0xF5F5F0),
    GRAY(0x8A8F98),
    BLACK(0x1B1B1F);

    private final int rgb;

    ColorName(int rgb) {
        this.rgb = rgb;
    }

    Color color() {
        return new Color(this.rgb);
    }

    /** Return the color with the given name in lower case, or null. */
    static @Nullable ColorName named(String word) {
        return switch (word) {
            case "grey", "silver" -> GRAY;
            case "violet", "lilac", "magenta" -> PURPLE;
            case "golden" -> GOLD;
            case "crimson", "scarlet" -> RED;
            case "cyan", "teal" -> TURQUOISE;
            default -> ofName(word);
        };
    }

    private static @Nullable ColorName ofName(String word) {
        for (ColorName each : values()) {
            if (each.lowerCase().equals(word)) {
                return each;
            }
        }
        return null;
    }

    /** Return the name of the color that is closest to the given one. */
    static String closestTo(int rgb) {
        ColorName closest = BLACK;
        long least = Long.MAX_VALUE;
        for (ColorName each : values()) {
            long red = (each.rgb >> 16 & 0xff) - (rgb >> 16 & 0xff);
            long green = (each.rgb >> 8 & 0xff) - (rgb >> 8 & 0xff);
            long blue = (each.rgb & 0xff) - (rgb & 0xff);
            long distance = 2 * red * red + 4 * green * green + 3 * blue * blue;
            if (distance < least) {
                least = distance;
                closest = each;
            }
        }
        return closest.lowerCase();
    }

    private String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
