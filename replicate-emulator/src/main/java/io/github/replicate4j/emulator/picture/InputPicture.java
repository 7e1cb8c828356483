/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture to edit.
 *
 * @since 0.1.0
 */
public final class InputPicture {

    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif");

    private static final long MAX_PIXELS = 20_000_000;

    // More than necessary, so that scaling down smooths the picture.
    private static final double TARGET_PIXELS = 1_000_000;

    private final BufferedImage image;

    private final int width;

    private final int height;

    private InputPicture(BufferedImage image, int width, int height) {
        this.image = image;
        this.width = width;
        this.height = height;
    }

    /**
     * Read a picture.
     *
     * @param file the content of a PNG, JPEG or GIF file; only the first picture is read
     * @return the picture
     * @throws IllegalArgumentException if it is not such a file, or has more than 20 million pixels
     */
    public static InputPicture read(byte[] file) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            ImageReader reader = reader(in);
            try {
                return new InputPicture(read(reader), reader.getWidth(0), reader.getHeight(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException ex) {
            // Readers throw all kinds of exceptions for invalid files.
            throw new IllegalArgumentException("The picture cannot be read: " + ex.getMessage(), ex);
        }
    }

    private static ImageReader reader(ImageInputStream in) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                reader.setInput(in, true, true);
                return reader;
            }
        }
        throw new IIOException("it is not PNG, JPEG or GIF");
    }

    /** Skip pixels of large pictures to save memory. */
    private static BufferedImage read(ImageReader reader) throws IOException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MAX_PIXELS) {
            throw new IIOException("it has " + reader.getWidth(0) + " x " + reader.getHeight(0)
                    + " pixels, but the maximum is " + MAX_PIXELS);
        }
        int step = Math.max(1, (int) Math.sqrt(pixels / TARGET_PIXELS));
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, param);
    }

    /**
     * Return the aspect ratio.
     *
     * @return the width divided by the height
     */
    public double aspectRatio() {
        return (double) this.image.getWidth() / this.image.getHeight();
    }

    /**
     * Return the width of the file.
     *
     * @return the number of pixels
     */
    public int width() {
        return this.width;
    }

    /**
     * Return the height of the file.
     *
     * @return the number of pixels
     */
    public int height() {
        return this.height;
    }

    /**
     * Return the name of the color that is closest to the average of all pixels.
     *
     * @return an English word in lower case, such as {@code blue}
     */
    public String color() {
        int[] pixels =
                this.image.getRGB(0, 0, this.image.getWidth(), this.image.getHeight(), null, 0, this.image.getWidth());
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int pixel : pixels) {
            red += pixel >> 16 & 0xff;
            green += pixel >> 8 & 0xff;
            blue += pixel & 0xff;
        }
        int count = pixels.length;
        return ColorName.closestTo((int) (red / count) << 16 | (int) (green / count) << 8 | (int) (blue / count));
    }

    /**
     * Scale the picture, cropped to the aspect ratio of the new size.
     *
     * @param size the new size; at least 1 pixel in each dimension
     * @return the content of a PNG file
     */
    public byte[] png(PictureSize size) {
        return Picture.encode(croppedTo(size));
    }

    /**
     * Scale the picture, cropped to the aspect ratio of the new size, and return its pixels.
     *
     * @param size the new size; at least 1 pixel in each dimension
     * @return the colors of the pixels as {@code 0xRRGGBB}, row by row
     */
    public int[] pixels(PictureSize size) {
        int[] pixels = croppedTo(size).getRGB(0, 0, size.width(), size.height(), null, 0, size.width());
        return Arrays.stream(pixels).map(pixel -> pixel & 0xFFFFFF).toArray();
    }

    /** Crop the picture to the aspect ratio of the size, scale it, and draw it on white. */
    BufferedImage croppedTo(PictureSize size) {
        int fullWidth = this.image.getWidth();
        int fullHeight = this.image.getHeight();
        int cropWidth = Math.max(1, (int) Math.min(fullWidth, Math.round(fullHeight * size.aspectRatio())));
        int cropHeight = Math.max(1, (int) Math.min(fullHeight, Math.round(fullWidth / size.aspectRatio())));
        int left = (fullWidth - cropWidth) / 2;
        int top = (fullHeight - cropHeight) / 2;
        BufferedImage scaled = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = scaled.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            canvas.drawImage(
                    this.image,
                    0,
                    0,
                    size.width(),
                    size.height(),
                    left,
                    top,
                    left + cropWidth,
                    top + cropHeight,
                    Color.WHITE,
                    null);
        } finally {
            canvas.dispose();
        }
        return scaled;
    }
}
