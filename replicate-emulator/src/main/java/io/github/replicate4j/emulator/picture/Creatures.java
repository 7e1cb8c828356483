/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.picture;

import java.awt.Color;

/**
 * Simple animals and people.
 */
final class Creatures {

    private static final Color DARK = new Color(0x22222A);

    private static final Color SKIN = new Color(0xE3B18F);

    private Creatures() {}

    /** A sitting cat, seen from the front. */
    static void cat(Pen pen, Color fur) {
        Color shade = Palette.mix(fur, Color.BLACK, 0.25);
        pen.with(shade).arc(0.78, 0.72, 0.3, 0.45, -100, 200, 0.07);
        pen.with(fur)
                .ellipse(0.5, 0.74, 0.48, 0.54)
                .ellipse(0.36, 0.97, 0.18, 0.1)
                .ellipse(0.64, 0.97, 0.18, 0.1);
        pen.polygon(0.26, 0.32, 0.28, 0.04, 0.46, 0.2).polygon(0.74, 0.32, 0.72, 0.04, 0.54, 0.2);
        pen.ellipse(0.5, 0.34, 0.52, 0.42);
        pen.with(Palette.mix(fur, Color.WHITE, 0.45)).ellipse(0.5, 0.78, 0.24, 0.34);
        eyes(pen, 0.4, 0.6, 0.32, new Color(0x9BD15B));
        pen.with(new Color(0xE58A9A)).polygon(0.47, 0.4, 0.53, 0.4, 0.5, 0.435);
        pen.with(shade)
                .line(0.4, 0.42, 0.18, 0.38, 0.008)
                .line(0.4, 0.44, 0.18, 0.46, 0.008)
                .line(0.6, 0.42, 0.82, 0.38, 0.008)
                .line(0.6, 0.44, 0.82, 0.46, 0.008);
    }

    /** A sitting dog, seen from the front. */
    static void dog(Pen pen, Color fur) {
        Color shade = Palette.mix(fur, Color.BLACK, 0.35);
        pen.with(fur).line(0.72, 0.85, 0.92, 0.62, 0.07);
        pen.ellipse(0.5, 0.74, 0.5, 0.54).ellipse(0.36, 0.97, 0.2, 0.1).ellipse(0.64, 0.97, 0.2, 0.1);
        pen.ellipse(0.5, 0.32, 0.46, 0.44);
        pen.with(shade).ellipse(0.25, 0.36, 0.17, 0.4).ellipse(0.75, 0.36, 0.17, 0.4);
        eyes(pen, 0.42, 0.58, 0.28, new Color(0x5A3B22));
        pen.with(Palette.mix(fur, Color.WHITE, 0.55)).ellipse(0.5, 0.43, 0.24, 0.2);
        pen.with(DARK).ellipse(0.5, 0.38, 0.1, 0.07);
        pen.with(new Color(0xD9546A)).ellipse(0.5, 0.52, 0.07, 0.1);
    }

    private static void eyes(Pen pen, double left, double right, double y, Color iris) {
        for (double x : new double[] {left, right}) {
            pen.with(Color.WHITE).ellipse(x, y, 0.11, 0.1);
            pen.with(iris).ellipse(x, y, 0.085, 0.09);
            pen.with(DARK).ellipse(x, y, 0.04, 0.075);
        }
    }

    /** A horse, seen from the side. */
    static void horse(Pen pen, Color coat) {
        Color mane = Palette.mix(coat, Color.BLACK, 0.5);
        pen.with(mane).line(0.2, 0.5, 0.12, 0.8, 0.06);
        pen.with(coat);
        for (double leg : new double[] {0.28, 0.36, 0.6, 0.68}) {
            pen.line(leg, 0.65, leg, 0.97, 0.05);
        }
        pen.ellipse(0.47, 0.56, 0.54, 0.26).polygon(0.6, 0.55, 0.74, 0.6, 0.9, 0.24, 0.76, 0.18);
        pen.polygon(0.76, 0.17, 0.84, 0.14, 0.99, 0.34, 0.92, 0.4).polygon(0.78, 0.2, 0.8, 0.06, 0.86, 0.2);
        pen.with(mane).line(0.76, 0.18, 0.62, 0.5, 0.05);
        pen.with(DARK).ellipse(0.86, 0.25, 0.025, 0.03);
    }

    /** A flying bird. */
    static void bird(Pen pen, Color feathers) {
        pen.with(feathers).polygon(0.45, 0.55, 0.1, 0.25, 0.3, 0.62).polygon(0.5, 0.55, 0.62, 0.1, 0.68, 0.58);
        pen.ellipse(0.52, 0.6, 0.46, 0.17).polygon(0.34, 0.58, 0.1, 0.68, 0.12, 0.74, 0.36, 0.66);
        pen.ellipse(0.76, 0.54, 0.16, 0.15);
        pen.with(new Color(0xE9A23B)).polygon(0.83, 0.52, 0.95, 0.56, 0.83, 0.58);
        pen.with(DARK).ellipse(0.78, 0.52, 0.025, 0.025);
    }

    static void fish(Pen pen, Color scales) {
        pen.with(scales).polygon(0.3, 0.6, 0.05, 0.42, 0.05, 0.8).ellipse(0.55, 0.6, 0.6, 0.32);
        pen.with(Palette.mix(scales, Color.BLACK, 0.3)).polygon(0.45, 0.46, 0.6, 0.3, 0.65, 0.46);
        pen.with(Color.WHITE).ellipse(0.74, 0.55, 0.07, 0.07);
        pen.with(DARK).ellipse(0.75, 0.55, 0.035, 0.035);
    }

    static void person(Pen pen, Color clothes) {
        Color trousers = Palette.mix(clothes, Color.BLACK, 0.5);
        pen.with(trousers).line(0.45, 0.65, 0.43, 0.97, 0.09).line(0.55, 0.65, 0.57, 0.97, 0.09);
        pen.with(SKIN).line(0.4, 0.36, 0.27, 0.6, 0.06).line(0.6, 0.36, 0.73, 0.6, 0.06);
        pen.with(clothes).polygon(0.38, 0.29, 0.62, 0.29, 0.63, 0.68, 0.37, 0.68);
        pen.line(0.4, 0.33, 0.33, 0.47, 0.08).line(0.6, 0.33, 0.67, 0.47, 0.08);
        pen.with(SKIN).ellipse(0.5, 0.17, 0.2, 0.24);
        pen.with(new Color(0x4A2F1E)).ellipse(0.5, 0.09, 0.22, 0.12);
        pen.with(DARK).ellipse(0.46, 0.17, 0.02, 0.025).ellipse(0.54, 0.17, 0.02, 0.025);
        pen.arc(0.5, 0.21, 0.08, 0.06, 200, 140, 0.01);
    }
}
