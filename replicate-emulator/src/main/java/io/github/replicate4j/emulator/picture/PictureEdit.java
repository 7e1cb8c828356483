/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.emulator.picture;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;

/** A picture that was handed in, changed as a prompt says: in the ways that it knows words for, or else by a tint. */
public final class PictureEdit {

    private final BufferedImage image;
    private final List<Effect> effects;
    private final Color tint;

    /**
     * Plans a retouch. From here on the picture is needed no more.
     *
     * @param picture what is to be changed
     * @param prompt how
     * @param seed decides on the tint, together with the prompt
     * @param size what comes out has; at least 16 pixels each way
     */
    public PictureEdit(InputPicture picture, String prompt, long seed, PictureSize size) {
        this.image = picture.fittedTo(size);
        this.effects = Effect.askedForBy(prompt);
        this.tint = Color.getHSBColor(new Random(31 * seed + prompt.hashCode()).nextFloat(), 0.75f, 1);
    }

    /**
     * Changes the picture.
     *
     * @return the content of a PNG file
     */
    public byte[] png() {
        BufferedImage changed = this.image;
        for (Effect effect : this.effects) {
            changed = effect.on(changed);
        }
        return PngEncoder.of(this.effects.isEmpty() ? Effect.tint(changed, this.tint) : changed);
    }
}
