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

/** How large a picture is, in pixels. */
public record PictureSize(int width, int height) {

    private static final double WIDEST = 21.0 / 9;

    /**
     * Finds the size for a shape: about as many pixels whatever the shape, and a multiple of 16 each way.
     *
     * @param shape width by height; what is wider than 21:9 or higher than 9:21 is brought back to that
     * @param side of a square with as many pixels
     */
    public static PictureSize of(double shape, double side) {
        double root = Math.sqrt(Math.max(1 / WIDEST, Math.min(WIDEST, shape)));
        return new PictureSize((int) Math.round(side * root / 16) * 16, (int) Math.round(side / root / 16) * 16);
    }

    double shape() {
        return (double) this.width / this.height;
    }
}
