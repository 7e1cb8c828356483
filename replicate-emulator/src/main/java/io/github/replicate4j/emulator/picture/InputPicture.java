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

    private InputPicture(BufferedImage image) {
        this.image = image;
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
                return new InputPicture(read(reader));
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

    /** Crop the picture to the aspect ratio of the size, scale it, and draw it on white. */
    BufferedImage croppedTo(PictureSize size) {
        int width = this.image.getWidth();
        int height = this.image.getHeight();
        int cropWidth = Math.max(1, (int) Math.min(width, Math.round(height * size.aspectRatio())));
        int cropHeight = Math.max(1, (int) Math.min(height, Math.round(width / size.aspectRatio())));
        int left = (width - cropWidth) / 2;
        int top = (height - cropHeight) / 2;
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
