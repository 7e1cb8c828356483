/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.picture;

import java.awt.Color;
import java.util.Random;

/**
 * Simple buildings, plants and vehicles.
 */
final class Objects {

    private static final Color WOOD = new Color(0x5E4029);

    private Objects() {}

    static void house(Pen pen, Color walls, Color windows) {
        pen.with(new Color(0x6B3A2E)).rectangle(0.68, 0.14, 0.1, 0.22);
        pen.with(walls).rectangle(0.16, 0.46, 0.68, 0.54);
        pen.with(Palette.mix(new Color(0x8C3B2E), walls, 0.25)).polygon(0.08, 0.48, 0.5, 0.12, 0.92, 0.48);
        pen.with(WOOD).rectangle(0.42, 0.68, 0.16, 0.32);
        pen.with(windows).rectangle(0.23, 0.58, 0.14, 0.14).rectangle(0.63, 0.58, 0.14, 0.14);
        pen.with(WOOD).line(0.3, 0.58, 0.3, 0.72, 0.012).line(0.7, 0.58, 0.7, 0.72, 0.012);
    }

    static void castle(Pen pen, Color stone, Color windows) {
        Color shade = Palette.mix(stone, Color.BLACK, 0.2);
        pen.with(stone).rectangle(0.2, 0.5, 0.6, 0.5);
        for (int merlon = 0; merlon < 5; merlon++) {
            pen.rectangle(0.26 + merlon * 0.105, 0.44, 0.06, 0.08);
        }
        pen.with(shade).rectangle(0.08, 0.34, 0.2, 0.66).rectangle(0.72, 0.34, 0.2, 0.66);
        pen.with(new Color(0x7C3A48)).polygon(0.04, 0.35, 0.18, 0.06, 0.32, 0.35);
        pen.polygon(0.68, 0.35, 0.82, 0.06, 0.96, 0.35);
        pen.with(windows).ellipse(0.18, 0.5, 0.06, 0.12).ellipse(0.82, 0.5, 0.06, 0.12);
        pen.with(WOOD).ellipse(0.5, 0.82, 0.2, 0.3).rectangle(0.4, 0.82, 0.2, 0.18);
    }

    static void lighthouse(Pen pen, Color stripes, Color light, boolean night) {
        if (night) {
            pen.with(Palette.fade(light, 60)).polygon(0.5, 0.2, -5, -0.6, -5, 1);
            pen.polygon(0.5, 0.2, 6, -0.6, 6, 1);
        }
        for (int stripe = 0; stripe < 5; stripe++) {
            double top = 0.12 * stripe;
            double half = 0.11 + 0.07 * stripe / 5;
            pen.with(stripe % 2 == 0 ? stripes : Color.WHITE)
                    .polygon(
                            0.5 - half,
                            0.28 + top,
                            0.5 + half,
                            0.28 + top,
                            0.5 + half + 0.014,
                            0.4 + top,
                            0.486 - half,
                            0.4 + top);
        }
        pen.with(new Color(0x2B2B33)).rectangle(0.36, 0.26, 0.28, 0.03).rectangle(0.3, 0.88, 0.4, 0.12);
        pen.with(light).rectangle(0.41, 0.15, 0.18, 0.11);
        pen.with(stripes).polygon(0.37, 0.15, 0.5, 0.03, 0.63, 0.15);
    }

    /** A row of towers with lit windows, as wide as two boxes. */
    static void city(Pen pen, Color walls, Color windows, Random random) {
        for (int tower = 0; tower < 12; tower++) {
            double left = -0.5 + tower * 0.166;
            double top = 0.1 + 0.6 * random.nextDouble();
            pen.with(Palette.mix(walls, Color.BLACK, 0.4 * random.nextDouble())).rectangle(left, top, 0.15, 1 - top);
            pen.with(windows);
            for (double y = top + 0.05; y < 0.92; y += 0.08) {
                for (int column = 0; column < 3; column++) {
                    if (random.nextInt(3) > 0) {
                        pen.rectangle(left + 0.02 + column * 0.043, y, 0.025, 0.035);
                    }
                }
            }
        }
    }

    static void tree(Pen pen, Color leaves) {
        pen.with(WOOD).polygon(0.45, 0.98, 0.47, 0.5, 0.53, 0.5, 0.56, 0.98);
        pen.with(Palette.mix(leaves, Color.BLACK, 0.25)).ellipse(0.34, 0.46, 0.4, 0.36);
        pen.ellipse(0.66, 0.46, 0.4, 0.36);
        pen.with(leaves).ellipse(0.5, 0.34, 0.5, 0.46).ellipse(0.5, 0.52, 0.42, 0.3);
        pen.with(Palette.mix(leaves, Color.WHITE, 0.2)).ellipse(0.44, 0.27, 0.2, 0.16);
    }

    static void flower(Pen pen, Color petals) {
        pen.with(new Color(0x2F7A3B)).line(0.5, 0.4, 0.5, 1, 0.035);
        pen.ellipse(0.38, 0.78, 0.22, 0.09).ellipse(0.62, 0.7, 0.22, 0.09);
        pen.with(petals);
        for (int petal = 0; petal < 8; petal++) {
            double angle = petal * Math.PI / 4;
            pen.ellipse(0.5 + 0.15 * Math.cos(angle), 0.3 + 0.15 * Math.sin(angle), 0.2, 0.2);
        }
        pen.with(petals.equals(ColorName.YELLOW.color()) ? WOOD : ColorName.YELLOW.color());
        pen.ellipse(0.5, 0.3, 0.17, 0.17);
    }

    static void boat(Pen pen, Color hull) {
        pen.with(WOOD).line(0.5, 0.08, 0.5, 0.78, 0.02);
        pen.with(new Color(0xF6F1E4)).polygon(0.53, 0.1, 0.53, 0.7, 0.9, 0.7);
        pen.with(new Color(0xE4DCC8)).polygon(0.47, 0.2, 0.47, 0.7, 0.2, 0.7);
        pen.with(hull).polygon(0.08, 0.76, 0.92, 0.76, 0.76, 0.97, 0.24, 0.97);
        pen.with(Palette.mix(hull, Color.WHITE, 0.6)).rectangle(0.1, 0.77, 0.8, 0.03);
    }

    static void car(Pen pen, Color paint) {
        pen.with(paint).polygon(0.22, 0.7, 0.34, 0.5, 0.66, 0.5, 0.8, 0.7).rectangle(0.06, 0.68, 0.88, 0.2);
        pen.with(new Color(0xBFE3F2)).polygon(0.28, 0.69, 0.37, 0.54, 0.49, 0.54, 0.49, 0.69);
        pen.polygon(0.52, 0.69, 0.52, 0.54, 0.64, 0.54, 0.73, 0.69);
        pen.with(new Color(0x1F1F24)).ellipse(0.26, 0.89, 0.2, 0.2).ellipse(0.74, 0.89, 0.2, 0.2);
        pen.with(new Color(0xC9CDD3)).ellipse(0.26, 0.89, 0.09, 0.09).ellipse(0.74, 0.89, 0.09, 0.09);
        pen.with(new Color(0xFFE9A0)).ellipse(0.92, 0.75, 0.05, 0.07);
    }

    static void balloon(Pen pen, Color silk) {
        pen.with(WOOD).line(0.36, 0.62, 0.44, 0.86, 0.01).line(0.64, 0.62, 0.56, 0.86, 0.01);
        pen.with(silk).ellipse(0.5, 0.36, 0.64, 0.66).polygon(0.24, 0.55, 0.76, 0.55, 0.58, 0.76, 0.42, 0.76);
        pen.with(Palette.mix(silk, Color.WHITE, 0.45)).ellipse(0.5, 0.36, 0.24, 0.66);
        pen.with(WOOD).rectangle(0.43, 0.86, 0.14, 0.12);
    }
}
