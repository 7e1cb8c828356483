/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.picture;

/**
 * The size of a picture in pixels.
 *
 * @param width the width
 * @param height the height
 * @since 0.1.0
 */
public record PictureSize(int width, int height) {

    private static final double MAX_ASPECT_RATIO = 21.0 / 9;

    /**
     * Return a size with the given aspect ratio. The number of pixels is about the same for all aspect ratios, and both
     * dimensions are multiples of 16.
     *
     * @param aspectRatio the width divided by the height, limited to the range from 9:21 to 21:9
     * @param side the side of a square with the same number of pixels
     * @return the size
     */
    public static PictureSize of(double aspectRatio, double side) {
        double root = Math.sqrt(Math.max(1 / MAX_ASPECT_RATIO, Math.min(MAX_ASPECT_RATIO, aspectRatio)));
        return new PictureSize((int) Math.round(side * root / 16) * 16, (int) Math.round(side / root / 16) * 16);
    }

    double aspectRatio() {
        return (double) this.width / this.height;
    }
}
