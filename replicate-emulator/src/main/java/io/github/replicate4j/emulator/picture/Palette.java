/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.picture;

import java.awt.Color;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The colors of a landscape.
 *
 * @param zenith the sky at the top
 * @param middle the sky halfway down
 * @param horizon the sky at the bottom, and the haze
 * @param ground the nearest hills
 * @param light the sun or the moon
 */
record Palette(boolean night, Color zenith, Color middle, Color horizon, Color ground, Color light) {

    private static final Palette[] PALETTES = {
        new Palette(false, rgb(0x2B4C7E), rgb(0xE0778B), rgb(0xFFD59A), rgb(0x24243F), rgb(0xFFE3A3)),
        new Palette(false, rgb(0x3A8DDE), rgb(0x8FCBF0), rgb(0xF4F1DE), rgb(0x1F5A4C), rgb(0xFFF3C4)),
        new Palette(true, rgb(0x0B1030), rgb(0x24315E), rgb(0x5B6C9E), rgb(0x0A1424), rgb(0xF2EFE2)),
        new Palette(false, rgb(0x5A3D7A), rgb(0xC56A8F), rgb(0xF9C58D), rgb(0x2E1A38), rgb(0xFFD0A8)),
        new Palette(true, rgb(0x06141B), rgb(0x11474F), rgb(0x4BA69B), rgb(0x04171A), rgb(0xE9F7EF)),
        new Palette(false, rgb(0x1D6A8A), rgb(0x6FB7B7), rgb(0xFBE8C8), rgb(0x28402F), rgb(0xFFEFC9)),
        new Palette(false, rgb(0x8A2D3B), rgb(0xE8743B), rgb(0xFFD166), rgb(0x2B1620), rgb(0xFFE9B0)),
        new Palette(true, rgb(0x170B2E), rgb(0x4A2463), rgb(0xB45F8B), rgb(0x120A1F), rgb(0xFFE8F0)),
    };

    /**
     * Select a palette by the scene, and otherwise by the prompt, so that all pictures of a prompt are similar, and vary it
     * slightly.
     */
    static Palette of(String prompt, Scene scene, Random random) {
        Palette[] candidates = candidates(scene);
        Palette base = candidates[(prompt.hashCode() * 0x9E3779B9 >>> 16) % candidates.length].tinted(scene.tint());
        float turn = (random.nextFloat() - 0.5f) * 0.06f;
        return new Palette(
                base.night,
                rotateHue(base.zenith, turn),
                rotateHue(base.middle, turn),
                rotateHue(base.horizon, turn),
                rotateHue(base.ground, turn),
                base.light);
    }

    private static Palette[] candidates(Scene scene) {
        Scene.Time time = scene.time();
        if (time == null) {
            if (scene.shows(Subject.MOON) || scene.shows(Subject.STARS)) {
                return of(2, 4, 7);
            }
            return scene.shows(Subject.SUN) || scene.shows(Subject.RAINBOW) ? of(1, 5) : PALETTES;
        }
        return switch (time) {
            case DAWN -> of(3);
            case DAY -> of(1, 5);
            case SUNSET -> of(0, 6);
            case NIGHT -> of(2, 4, 7);
        };
    }

    private static Palette[] of(int... indexes) {
        return Arrays.stream(indexes).mapToObj(index -> PALETTES[index]).toArray(Palette[]::new);
    }

    private Palette tinted(@Nullable Color tint) {
        if (tint == null) {
            return this;
        }
        return new Palette(
                this.night,
                mix(this.zenith, tint, 0.45),
                mix(this.middle, tint, 0.55),
                mix(this.horizon, tint, 0.35),
                mix(this.ground, tint, 0.25),
                this.light);
    }

    static Color mix(Color from, Color to, double share) {
        double kept = 1 - share;
        return new Color(
                (int) (from.getRed() * kept + to.getRed() * share),
                (int) (from.getGreen() * kept + to.getGreen() * share),
                (int) (from.getBlue() * kept + to.getBlue() * share));
    }

    static Color fade(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }

    private static Color rotateHue(Color color, float by) {
        float[] hsb = Color.RGBtoHSB(color.getRed(), color.getGreen(), color.getBlue(), null);
        return Color.getHSBColor(hsb[0] + by, hsb[1], hsb[2]);
    }

    private static Color rgb(int value) {
        return new Color(value);
    }
}
