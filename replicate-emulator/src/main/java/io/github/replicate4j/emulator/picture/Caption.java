/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.picture;

import io.github.replicate4j.emulator.internal.text.ShortText;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;

/**
 * Writes the prompt on one line at the bottom of a picture.
 */
final class Caption {

    private static final int MAX_LENGTH = 200;

    private Caption() {}

    static void write(String prompt, Graphics2D canvas, int width, int height) {
        String text = prompt.strip().replaceAll("\\s+", " ");
        if (text.isEmpty()) {
            return;
        }
        try {
            canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            canvas.setFont(new Font(Font.SERIF, Font.ITALIC, Math.max(11, width / 34)));
            FontMetrics metrics = canvas.getFontMetrics();
            String line = fit(ShortText.start(text, MAX_LENGTH), metrics, width * 9 / 10);
            int strip = metrics.getHeight() * 2;
            canvas.setColor(new Color(0, 0, 0, 96));
            canvas.fillRect(0, height - strip, width, strip);
            canvas.setColor(new Color(255, 252, 240));
            int baseline = height - (strip - metrics.getAscent() + metrics.getDescent()) / 2;
            canvas.drawString(line, (width - metrics.stringWidth(line)) / 2, baseline);
        } catch (RuntimeException | LinkageError | InternalError ex) {
            // Without fonts, or without the native font library, the picture has no caption.
            return;
        }
    }

    private static String fit(String text, FontMetrics metrics, int maxWidth) {
        if (metrics.stringWidth(text) <= maxWidth) {
            return text;
        }
        String cut = text;
        while (!cut.isEmpty() && metrics.stringWidth(cut + "…") > maxWidth) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut + "…";
    }
}
