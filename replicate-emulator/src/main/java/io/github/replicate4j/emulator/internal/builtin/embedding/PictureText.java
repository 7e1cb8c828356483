/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.embedding;

import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.emulator.picture.InputPicture;

/**
 * Replaces the URL of a picture by a text about it, so that pictures and texts have vectors in the same space.
 */
final class PictureText {

    private PictureText() {}

    static String of(String line, ModelScript script) {
        if (!line.startsWith("http:") && !line.startsWith("https:") && !line.startsWith("data:")) {
            return line;
        }
        InputPicture picture = InputPicture.read(script.inputFile(line));
        return "a " + picture.color() + " picture of " + picture.width() + " x " + picture.height() + " pixels";
    }
}
