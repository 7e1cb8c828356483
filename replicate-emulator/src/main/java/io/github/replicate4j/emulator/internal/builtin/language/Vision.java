/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.language;

import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.emulator.picture.InputPicture;
import java.util.List;

/**
 * Describes the pictures in the input of a language model.
 */
final class Vision {

    private Vision() {}

    /**
     * Return a sentence for each picture. A picture on another host is only mentioned, because the emulator downloads nothing.
     *
     * @throws IllegalArgumentException if a picture cannot be read
     */
    static String describe(List<String> images, ModelScript script) {
        StringBuilder text = new StringBuilder();
        for (String url : images) {
            text.append(text.isEmpty() ? "" : " ").append(describe(url, script));
        }
        return text.toString();
    }

    private static String describe(String url, ModelScript script) {
        byte[] file;
        try {
            file = script.inputFile(url);
        } catch (IllegalArgumentException ex) {
            if (url.startsWith("https:")) {
                return "There is a picture on another host, which the emulator does not download.";
            }
            throw ex;
        }
        InputPicture picture = InputPicture.read(file);
        return "The picture has " + picture.width() + " x " + picture.height() + " pixels and is mostly "
                + picture.color() + ".";
    }
}
