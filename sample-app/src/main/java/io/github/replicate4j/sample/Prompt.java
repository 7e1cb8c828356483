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
 * What somebody asks a model for.
 *
 * @param text 1 to 1,000 characters
 */
public record Prompt(String text) {

    private static final int MAX_LENGTH = 1_000;

    /**
     * Checks what somebody has typed.
     *
     * @param text as it was typed
     * @return the prompt, without blanks around it
     * @throws InvalidPromptException if it is missing or too long
     */
    public static Prompt of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new InvalidPromptException("Type what you want.");
        }
        String prompt = text.strip();
        int length = prompt.codePointCount(0, prompt.length());
        if (length > MAX_LENGTH) {
            throw new InvalidPromptException(
                    "The prompt has %,d characters: shorten it to 1,000 at most.".formatted(length));
        }
        return new Prompt(prompt);
    }
}
