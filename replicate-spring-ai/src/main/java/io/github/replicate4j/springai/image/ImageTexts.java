/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.image;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.image.ImageMessage;

/**
 * The texts of a prompt.
 *
 * @param prompt what the image shows, or an empty text
 * @param negative what the image must not show, or {@code null}
 */
record ImageTexts(String prompt, @Nullable String negative) {

    /**
     * Separate the texts by their weights. A negative weight means that the image must not show something.
     *
     * @throws IllegalArgumentException if weights differ, because models on Replicate take no weights
     */
    static ImageTexts of(List<ImageMessage> messages, @Nullable String negativePrompt) {
        String prompt = join(messages, weight -> weight >= 0, Stream.empty());
        String negative = join(messages, weight -> weight < 0, Stream.ofNullable(negativePrompt));
        return new ImageTexts(prompt, negative.isEmpty() ? null : negative);
    }

    private static String join(List<ImageMessage> messages, Predicate<Float> sign, Stream<String> more) {
        List<ImageMessage> selected = messages.stream()
                .filter(message -> !message.getText().isBlank() && sign.test(weight(message)))
                .toList();
        if (selected.stream().map(ImageTexts::weight).distinct().count() > 1) {
            throw new IllegalArgumentException(
                    "Texts of the prompt have different weights, but models on Replicate take"
                            + " none. Use one weight, and a negative one for what the image must not show.");
        }
        return Stream.concat(selected.stream().map(ImageMessage::getText), more)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private static float weight(ImageMessage message) {
        Float weight = message.getWeight();
        return weight == null ? 1 : weight;
    }
}
