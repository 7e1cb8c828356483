/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A prompt for a model.
 *
 * @param text 1 to 1,000 characters
 * @since 0.1.0
 */
public record Prompt(String text) {

    private static final int MAX_LENGTH = 1_000;

    /**
     * Create a prompt from user input.
     *
     * @param text the user input
     * @return the prompt without leading and trailing white space
     * @throws InvalidPromptException if it is missing or too long
     */
    public static Prompt of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new InvalidPromptException("Enter a prompt.");
        }
        String prompt = text.strip();
        int length = prompt.codePointCount(0, prompt.length());
        if (length > MAX_LENGTH) {
            throw new InvalidPromptException(String.format(
                    Locale.ENGLISH, "The prompt has %,d characters. Shorten it to at most 1,000.", length));
        }
        return new Prompt(prompt);
    }
}
