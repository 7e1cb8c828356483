/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.video;

/**
 * A picture as brightness and half-resolution colors (4:2:0, BT.601).
 */
final class YuvImage {

    // I_PCM samples of 0 are reserved in old versions of the standard.
    private static final int LEAST = 1;

    private static final int MOST = 254;

    private final int width;

    private final int height;

    private final byte[] luma;

    private final byte[] blue;

    private final byte[] red;

    /**
     * Convert a picture.
     *
     * @param rgb the pixels, row by row
     * @param width an even number
     */
    YuvImage(int[] rgb, int width) {
        this.width = width;
        this.height = rgb.length / width;
        this.luma = new byte[rgb.length];
        this.blue = new byte[rgb.length / 4];
        this.red = new byte[rgb.length / 4];
        for (int i = 0; i < rgb.length; i++) {
            this.luma[i] = clip(16 + (66 * r(rgb[i]) + 129 * g(rgb[i]) + 25 * b(rgb[i])) / 256);
        }
        for (int y = 0; y + 1 < this.height; y += 2) {
            for (int x = 0; x + 1 < width; x += 2) {
                int at = y * width + x;
                int[] block = {rgb[at], rgb[at + 1], rgb[at + width], rgb[at + width + 1]};
                int red4 = 0;
                int green4 = 0;
                int blue4 = 0;
                for (int pixel : block) {
                    red4 += r(pixel);
                    green4 += g(pixel);
                    blue4 += b(pixel);
                }
                int to = y / 2 * (width / 2) + x / 2;
                this.blue[to] = clip(128 + (-38 * red4 - 74 * green4 + 112 * blue4) / 1_024);
                this.red[to] = clip(128 + (112 * red4 - 94 * green4 - 18 * blue4) / 1_024);
            }
        }
    }

    private static int r(int rgb) {
        return rgb >> 16 & 0xff;
    }

    private static int g(int rgb) {
        return rgb >> 8 & 0xff;
    }

    private static int b(int rgb) {
        return rgb & 0xff;
    }

    private static byte clip(int value) {
        return (byte) Math.max(LEAST, Math.min(MOST, value));
    }

    /** Write the samples of a block of 16 x 16 pixels. */
    void writeBlock(int left, int top, BitWriter out) {
        write(this.luma, this.width, left, top, 16, out);
        write(this.blue, this.width / 2, left / 2, top / 2, 8, out);
        write(this.red, this.width / 2, left / 2, top / 2, 8, out);
    }

    private static void write(byte[] plane, int stride, int left, int top, int size, BitWriter out) {
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                out.bits(plane[(top + y) * stride + left + x] & 0xff, 8);
            }
        }
    }
}
