/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A way to edit a picture, and the words in a prompt that select it.
 */
enum Effect {
    BLACK_AND_WHITE("black[ -]and[ -]white|gr[ae]yscale|monochrome|noir", eachPixel(rgb -> tinted(rgb, 255, 255, 255))),
    SEPIA("old|sepia|vintage", eachPixel(rgb -> tinted(rgb, 255, 222, 179))),
    NEGATIVE("invert(ed)?|negative", eachPixel(rgb -> ~rgb)),
    NIGHT("dark|night", eachPixel(rgb -> dimmed(rgb, 0.25, 0.32, 0.6))),
    BLUR("blur(red|ry)?|soft(er)?", image -> blurred(image, 3));

    private final Pattern words;

    private final UnaryOperator<BufferedImage> change;

    Effect(String words, UnaryOperator<BufferedImage> change) {
        this.words = Pattern.compile("\\b(" + words + ")\\b", Pattern.CASE_INSENSITIVE);
        this.change = change;
    }

    /** Return the effects that a prompt selects. */
    static List<Effect> selectedBy(String prompt) {
        return Arrays.stream(values())
                .filter(effect -> effect.words.matcher(prompt).find())
                .toList();
    }

    BufferedImage apply(BufferedImage image) {
        return this.change.apply(image);
    }

    /** Blend all colors with the given one. */
    static BufferedImage tint(BufferedImage image, Color color) {
        return eachPixel(rgb -> {
                    int tint = tinted(rgb, color.getRed(), color.getGreen(), color.getBlue());
                    return (rgb >> 1 & 0x7f7f7f) + (tint >> 1 & 0x7f7f7f);
                })
                .apply(image);
    }

    private static UnaryOperator<BufferedImage> eachPixel(IntUnaryOperator change) {
        return image -> {
            int width = image.getWidth();
            int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = change.applyAsInt(pixels[i]);
            }
            BufferedImage changed = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_INT_RGB);
            changed.setRGB(0, 0, width, image.getHeight(), pixels, 0, width);
            return changed;
        };
    }

    /** Return the given color with the brightness of the pixel. */
    private static int tinted(int rgb, int red, int green, int blue) {
        double light = (0.3 * (rgb >> 16 & 0xff) + 0.59 * (rgb >> 8 & 0xff) + 0.11 * (rgb & 0xff)) / 255;
        return (int) (red * light) << 16 | (int) (green * light) << 8 | (int) (blue * light);
    }

    private static int dimmed(int rgb, double red, double green, double blue) {
        return (int) ((rgb >> 16 & 0xff) * red) << 16
                | (int) ((rgb >> 8 & 0xff) * green) << 8
                | (int) ((rgb & 0xff) * blue);
    }

    /** Halve the size repeatedly and scale back, which loses details. */
    private static BufferedImage blurred(BufferedImage image, int halvings) {
        if (halvings == 0) {
            return image;
        }
        BufferedImage half = scaled(image, image.getWidth() / 2, image.getHeight() / 2);
        return scaled(blurred(half, halvings - 1), image.getWidth(), image.getHeight());
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = scaled.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            canvas.drawImage(image, 0, 0, width, height, null);
        } finally {
            canvas.dispose();
        }
        return scaled;
    }
}
