/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.Random;

/**
 * Rain, snow, fog and rainbows.
 */
final class Weather {

    private Weather() {}

    static void draw(Scene scene, Graphics2D canvas, int width, int height, Random random) {
        if (scene.shows(Subject.FOG)) {
            canvas.setPaint(new GradientPaint(
                    0, height * 0.3f, new Color(235, 238, 240, 0), 0, height, new Color(235, 238, 240, 190)));
            canvas.fillRect(0, 0, width, height);
        }
        if (scene.shows(Subject.RAIN)) {
            rain(canvas, width, height, random);
        }
        if (scene.shows(Subject.SNOW)) {
            snow(canvas, width, height, random);
        }
    }

    private static void rain(Graphics2D canvas, int width, int height, Random random) {
        canvas.setColor(new Color(40, 50, 70, 70));
        canvas.fillRect(0, 0, width, height);
        canvas.setColor(new Color(210, 225, 245, 130));
        canvas.setStroke(new BasicStroke(Math.max(1, width / 600f)));
        double length = height * 0.04;
        for (int drop = 0; drop < 260; drop++) {
            double x = random.nextDouble() * width * 1.1;
            double y = random.nextDouble() * height;
            canvas.draw(new Line2D.Double(x, y, x - length * 0.3, y + length));
        }
    }

    private static void snow(Graphics2D canvas, int width, int height, Random random) {
        canvas.setColor(new Color(255, 255, 255, 220));
        for (int flake = 0; flake < 240; flake++) {
            double size = width * (0.003 + 0.006 * random.nextDouble());
            canvas.fill(new Ellipse2D.Double(random.nextDouble() * width, random.nextDouble() * height, size, size));
        }
    }

    static void rainbow(Graphics2D canvas, int width, int height) {
        ColorName[] bands = {
            ColorName.RED, ColorName.ORANGE, ColorName.YELLOW, ColorName.GREEN, ColorName.BLUE, ColorName.PURPLE
        };
        float thickness = height * 0.018f;
        canvas.setStroke(new BasicStroke(thickness + 1));
        for (int band = 0; band < bands.length; band++) {
            double radius = width * 0.42 - band * thickness;
            canvas.setColor(Palette.fade(bands[band].color(), 150));
            canvas.draw(new Arc2D.Double(
                    width * 0.5 - radius, height * 0.75 - radius, radius * 2, radius * 2, 0, 180, Arc2D.OPEN));
        }
    }
}
