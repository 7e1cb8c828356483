/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * Draws shapes in a box whose coordinates range from 0 to 1, with the origin at the top left.
 */
final class Pen {

    private final Graphics2D canvas;

    private final AffineTransform box;

    private final double size;

    private Color color = Color.BLACK;

    /**
     * Create a pen for a square box.
     *
     * @param x the horizontal center of the box
     * @param foot the bottom of the box
     */
    Pen(Graphics2D canvas, double x, double foot, double size) {
        this.canvas = canvas;
        this.size = size;
        this.box = new AffineTransform(size, 0, 0, size, x - size / 2, foot - size);
    }

    Pen with(Color changed) {
        this.color = changed;
        return this;
    }

    Pen ellipse(double x, double y, double width, double height) {
        return fill(new Ellipse2D.Double(x - width / 2, y - height / 2, width, height));
    }

    Pen rectangle(double x, double y, double width, double height) {
        return fill(new Rectangle2D.Double(x, y, width, height));
    }

    /** Fill a polygon, given as alternating x and y. */
    Pen polygon(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        path.closePath();
        return fill(path);
    }

    Pen line(double x1, double y1, double x2, double y2, double width) {
        return stroke(new Line2D.Double(x1, y1, x2, y2), width);
    }

    Pen arc(double x, double y, double width, double height, double start, double extent, double thickness) {
        return stroke(
                new Arc2D.Double(x - width / 2, y - height / 2, width, height, start, extent, Arc2D.OPEN), thickness);
    }

    private Pen stroke(Shape shape, double width) {
        this.canvas.setStroke(
                new BasicStroke((float) (width * this.size), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        this.canvas.setColor(this.color);
        this.canvas.draw(this.box.createTransformedShape(shape));
        return this;
    }

    private Pen fill(Shape shape) {
        this.canvas.setColor(this.color);
        this.canvas.fill(this.box.createTransformedShape(shape));
        return this;
    }
}
