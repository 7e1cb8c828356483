/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture of a landscape, which depends only on a prompt and a seed.
 *
 * @since 0.1.0
 */
public final class Picture {

    private static final int RANGES = 5;

    private final String prompt;

    private final int width;

    private final int height;

    private final Random random;

    private final Scene scene;

    private final Palette palette;

    /**
     * Create a picture. It is drawn by {@link #png()}.
     *
     * @param prompt determines the colors, the time of day, the weather and the things that are shown, as far as it contains
     *     known words, and is written at the bottom
     * @param seed determines the shapes, together with the prompt
     * @param size the size; at least 16 pixels in each dimension
     */
    public Picture(String prompt, long seed, PictureSize size) {
        this.prompt = prompt;
        this.width = size.width();
        this.height = size.height();
        this.random = new Random(31 * seed + prompt.hashCode());
        this.scene = Scene.of(prompt);
        this.palette = Palette.of(prompt, this.scene, this.random);
    }

    /**
     * Draw the picture. This takes some tenths of a second.
     *
     * @return the content of a PNG file
     */
    public byte[] png() {
        return encode(draw());
    }

    /**
     * Draw the picture and return its pixels. This takes some tenths of a second.
     *
     * @return the colors of the pixels as {@code 0xRRGGBB}, row by row
     */
    public int[] pixels() {
        int[] pixels = draw().getRGB(0, 0, this.width, this.height, null, 0, this.width);
        return Arrays.stream(pixels).map(pixel -> pixel & 0xFFFFFF).toArray();
    }

    private BufferedImage draw() {
        BufferedImage image = new BufferedImage(this.width, this.height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            sky(canvas);
            if (this.palette.night() || this.scene.shows(Subject.STARS)) {
                stars(canvas);
            }
            light(canvas);
            if (this.scene.shows(Subject.RAINBOW)) {
                Weather.rainbow(canvas, this.width, this.height);
            }
            clouds(canvas);
            if (this.scene.shows(Subject.MOUNTAIN)) {
                mountains(canvas);
            }
            hills(canvas);
            if (this.scene.shows(Subject.SEA)) {
                sea(canvas);
            }
            birds(canvas);
            new Foreground(this.scene, canvas, this.width, this.height, this.palette, this.random).draw();
            Weather.draw(this.scene, canvas, this.width, this.height, this.random);
            Caption.write(this.prompt, canvas, this.width, this.height);
        } finally {
            canvas.dispose();
        }
        return image;
    }

    /** Encode an image as PNG. */
    static byte[] encode(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // The default stream would use a temporary file.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return bytes.toByteArray();
    }

    private void sky(Graphics2D canvas) {
        float horizon = this.height * 0.75f;
        canvas.setPaint(new LinearGradientPaint(0, 0, 0, horizon, new float[] {0, 0.55f, 1}, new Color[] {
            this.palette.zenith(), this.palette.middle(), this.palette.horizon()
        }));
        canvas.fillRect(0, 0, this.width, this.height);
    }

    private void stars(Graphics2D canvas) {
        int count = this.width * this.height / 3_500;
        for (int i = 0; i < count; i++) {
            double y = this.random.nextDouble() * this.height * 0.6;
            double size = 0.6 + this.random.nextDouble() * this.random.nextDouble() * 2.4;
            int alpha = (int) ((0.25 + 0.75 * this.random.nextDouble()) * 255 * (1 - y / this.height));
            canvas.setColor(new Color(255, 250, 235, alpha));
            canvas.fill(new Ellipse2D.Double(this.random.nextDouble() * this.width, y, size, size));
        }
    }

    private void light(Graphics2D canvas) {
        double radius = Math.min(this.width, this.height) * (0.06 + 0.04 * this.random.nextDouble());
        double x = this.width * (0.2 + 0.6 * this.random.nextDouble());
        double y = this.height * (0.18 + 0.27 * this.random.nextDouble());
        boolean named = this.scene.shows(Subject.SUN) || this.scene.shows(Subject.MOON);
        radius *= named ? 1.5 : 1;
        Color color = this.scene.color(
                this.palette.night() ? Subject.MOON : Subject.SUN, named ? namedLight() : this.palette.light());
        canvas.setPaint(new RadialGradientPaint(
                new Point2D.Double(x, y), (float) (radius * 6), new float[] {0, 0.25f, 1}, new Color[] {
                    Palette.fade(color, 170), Palette.fade(color, 70), Palette.fade(color, 0)
                }));
        canvas.fillRect(0, 0, this.width, this.height);
        canvas.setPaint(new GradientPaint(
                (float) x,
                (float) (y - radius),
                Palette.mix(color, Color.WHITE, 0.55),
                (float) x,
                (float) (y + radius),
                color));
        canvas.fill(new Ellipse2D.Double(x - radius, y - radius, radius * 2, radius * 2));
        if (this.palette.night()) {
            craters(canvas, x, y, radius);
        }
    }

    private Color namedLight() {
        return this.palette.night() ? this.palette.light() : new Color(0xFFD23F);
    }

    private void craters(Graphics2D canvas, double x, double y, double radius) {
        for (int i = 0; i < 6; i++) {
            double angle = this.random.nextDouble() * Math.PI * 2;
            double away = this.random.nextDouble() * 0.65 * radius;
            double size = radius * (0.1 + 0.18 * this.random.nextDouble());
            canvas.setColor(new Color(90, 90, 110, 38));
            canvas.fill(new Ellipse2D.Double(
                    x + Math.cos(angle) * away - size / 2, y + Math.sin(angle) * away - size / 2, size, size));
        }
    }

    private void clouds(Graphics2D canvas) {
        boolean named = this.scene.shows(Subject.CLOUDS) || this.scene.shows(Subject.RAIN);
        int count = (named ? 6 : 2) + this.random.nextInt(4);
        Color color = this.scene.color(Subject.CLOUDS, Palette.mix(this.palette.horizon(), Color.WHITE, 0.6));
        for (int i = 0; i < count; i++) {
            double x = this.random.nextDouble() * this.width;
            double y = this.height * (0.08 + 0.4 * this.random.nextDouble());
            double length = this.width * (0.12 + 0.22 * this.random.nextDouble());
            canvas.setColor(Palette.fade(color, named ? 80 : 26));
            for (int puff = 0; puff < 14; puff++) {
                double along = this.random.nextGaussian() * 0.3;
                double thick = length * (0.07 + 0.09 * this.random.nextDouble()) * (1 - Math.min(0.8, Math.abs(along)));
                double wide = length * (0.35 + 0.3 * this.random.nextDouble());
                canvas.fill(new Ellipse2D.Double(
                        x + along * length - wide / 2, y - thick + this.random.nextGaussian() * 3, wide, thick));
            }
        }
    }

    private void hills(Graphics2D canvas) {
        boolean sea = this.scene.shows(Subject.SEA);
        Color ground = this.scene.shows(Subject.SNOW) ? new Color(0xE8EEF4) : this.palette.ground();
        for (int range = 0; range < (sea ? 2 : RANGES); range++) {
            double near = (range + 1.0) / RANGES;
            double base = this.height * (0.5 + 0.36 * near);
            double[] ridge =
                    ridge(base, this.height * (0.13 - 0.05 * near), 2.2 + 1.5 * this.random.nextDouble(), 1 - near);
            Color color = Palette.mix(this.palette.horizon(), ground, 0.25 + 0.75 * near);
            canvas.setPaint(new GradientPaint(
                    0,
                    (float) (base - this.height * 0.12),
                    color,
                    0,
                    (float) (base + this.height * 0.2),
                    mist(color, near)));
            canvas.fill(below(ridge));
            if (range >= RANGES - 2) {
                trees(canvas, ridge, near);
            }
        }
    }

    private void mountains(Graphics2D canvas) {
        Color rock =
                this.scene.color(Subject.MOUNTAIN, Palette.mix(this.palette.ground(), this.palette.horizon(), 0.4));
        for (int i = 0; i < 4; i++) {
            double x = this.width * (0.1 + 0.27 * i + 0.1 * (this.random.nextDouble() - 0.5));
            double size = this.height * (0.45 + 0.2 * this.random.nextDouble());
            Pen pen = new Pen(canvas, x, this.height * 0.78, size);
            pen.with(Palette.mix(rock, Color.BLACK, 0.15 * (i % 2))).polygon(-0.1, 1, 0.5, 0, 1.1, 1);
            pen.with(Palette.mix(rock, Color.BLACK, 0.3)).polygon(0.5, 0, 0.6, 0.4, 0.52, 0.6, 0.7, 1, 1.1, 1);
            pen.with(new Color(0xF7F9FC)).polygon(0.38, 0.2, 0.5, 0, 0.62, 0.2, 0.56, 0.17, 0.5, 0.25, 0.44, 0.18);
        }
    }

    private void sea(Graphics2D canvas) {
        int top = (int) (this.height * 0.64);
        Color usual = Palette.mix(new Color(0x1F6FA5), this.palette.zenith(), this.palette.night() ? 0.7 : 0.3);
        Color water = this.scene.color(Subject.SEA, usual);
        canvas.setPaint(new GradientPaint(
                0,
                top,
                Palette.mix(water, this.palette.horizon(), 0.45),
                0,
                this.height,
                Palette.mix(water, Color.BLACK, 0.25)));
        canvas.fillRect(0, top, this.width, this.height - top);
        canvas.setColor(new Color(255, 255, 255, 70));
        for (int wave = 0; wave < 90; wave++) {
            double depth = this.random.nextDouble();
            double length = this.width * (0.01 + 0.05 * depth) * (0.5 + this.random.nextDouble());
            double y = top + depth * (this.height - top);
            canvas.fill(new Ellipse2D.Double(
                    this.random.nextDouble() * this.width, y, length, Math.max(1, this.height * 0.003 * (1 + depth))));
        }
        if (this.scene.needsLand()) {
            canvas.setColor(Palette.mix(new Color(0xE6CF9C), this.palette.ground(), this.palette.night() ? 0.6 : 0.15));
            canvas.fill(below(ridge(this.height * 0.8, this.height * 0.03, 1.5, 0)));
        }
    }

    /** Distant hills fade into haze at the bottom. */
    private Color mist(Color color, double near) {
        return near > 0.9 ? Palette.mix(color, Color.BLACK, 0.45) : Palette.mix(color, this.palette.horizon(), 0.45);
    }

    private double[] ridge(double base, double rise, double waves, double roughness) {
        double[] ridge = new double[this.width + 1];
        double[] phase = this.random.doubles(6).map(each -> each * Math.PI * 2).toArray();
        for (int x = 0; x <= this.width; x++) {
            double at = (double) x / this.width;
            double sum = 0;
            double strength = 1;
            double frequency = waves;
            for (double each : phase) {
                sum += Math.sin(at * frequency * Math.PI + each) * strength;
                frequency *= 2.1;
                strength *= 0.3 + 0.22 * roughness;
            }
            ridge[x] = base - rise * sum * 0.6;
        }
        return ridge;
    }

    private Path2D below(double[] ridge) {
        Path2D path = new Path2D.Double();
        path.moveTo(0, this.height);
        for (int x = 0; x <= this.width; x++) {
            path.lineTo(x, ridge[x]);
        }
        path.lineTo(this.width, this.height);
        path.closePath();
        return path;
    }

    private void trees(Graphics2D canvas, double[] ridge, double near) {
        double forest = this.scene.shows(Subject.FOREST) ? 2.2 : 1;
        double size = this.height * (near > 0.9 ? 0.085 : 0.04) * forest;
        canvas.setColor(Palette.mix(this.palette.ground(), Color.BLACK, near > 0.9 ? 0.45 : 0.2));
        double x = -size * this.random.nextDouble();
        while (x < this.width) {
            if (x > 0 && this.random.nextDouble() < (this.scene.shows(Subject.FOREST) ? 1.1 : 0.7)) {
                double tall = size * (0.55 + 0.6 * this.random.nextDouble());
                tree(canvas, x, ridge[(int) x] + tall * 0.12, tall);
            }
            x += size / forest * (0.16 + this.random.nextDouble() * this.random.nextDouble() * 2.2);
        }
    }

    private static void tree(Graphics2D canvas, double x, double foot, double tall) {
        for (int tier = 0; tier < 4; tier++) {
            double half = tall * (0.2 - 0.04 * tier);
            double bottom = foot - tall * 0.2 * tier;
            Path2D branch = new Path2D.Double();
            branch.moveTo(x - half, bottom);
            branch.lineTo(x, bottom - tall * 0.4);
            branch.lineTo(x + half, bottom);
            branch.closePath();
            canvas.fill(branch);
        }
    }

    private void birds(Graphics2D canvas) {
        int count = this.palette.night() ? 0 : this.random.nextInt(6);
        double x = this.width * (0.15 + 0.6 * this.random.nextDouble());
        double y = this.height * (0.15 + 0.2 * this.random.nextDouble());
        canvas.setColor(Palette.fade(this.palette.ground(), 190));
        canvas.setStroke(
                new BasicStroke(Math.max(1.2f, this.width / 480f), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int i = 0; i < count; i++) {
            double wing = this.width * (0.012 + 0.008 * this.random.nextDouble());
            double atX = x + this.random.nextGaussian() * this.width * 0.07;
            double atY = y + this.random.nextGaussian() * this.height * 0.03;
            canvas.draw(new Arc2D.Double(atX - wing * 2, atY, wing * 2, wing, 20, 130, Arc2D.OPEN));
            canvas.draw(new Arc2D.Double(atX, atY, wing * 2, wing, 30, 130, Arc2D.OPEN));
        }
    }
}
