/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.picture;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;

/**
 * Edits a picture. Words of the prompt select the effects. If the prompt contains no known word, the picture is tinted.
 *
 * @since 0.1.0
 */
public final class PictureEdit {

    private final BufferedImage image;

    private final List<Effect> effects;

    private final Color tint;

    /**
     * Create an edit of a picture. The edited picture is drawn by {@link #png()}.
     *
     * @param picture the picture to edit
     * @param prompt the prompt, which selects the effects
     * @param seed the seed, which determines the tint together with the prompt
     * @param size the size of the result; at least 16 pixels in each dimension
     */
    public PictureEdit(InputPicture picture, String prompt, long seed, PictureSize size) {
        this.image = picture.croppedTo(size);
        this.effects = Effect.selectedBy(prompt);
        this.tint = Color.getHSBColor(new Random(31 * seed + prompt.hashCode()).nextFloat(), 0.75f, 1);
    }

    /**
     * Draw the edited picture.
     *
     * @return the content of a PNG file
     */
    public byte[] png() {
        BufferedImage edited = this.image;
        for (Effect effect : this.effects) {
            edited = effect.apply(edited);
        }
        return Picture.encode(this.effects.isEmpty() ? Effect.tint(edited, this.tint) : edited);
    }
}
