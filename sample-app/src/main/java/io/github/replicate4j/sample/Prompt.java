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

package io.github.replicate4j.sample;

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
            throw new InvalidPromptException(
                    "The prompt has %,d characters. Shorten it to at most 1,000.".formatted(length));
        }
        return new Prompt(prompt);
    }
}
