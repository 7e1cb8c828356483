/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.language;

import io.github.replicate4j.emulator.internal.model.VersionId;
import io.github.replicate4j.emulator.internal.text.ShortText;
import java.util.List;

/**
 * Short stories about a prompt. The same prompt is always the same story.
 */
final class Story {

    private static final int MAX_QUOTE = 300;

    private static final List<String> OPENINGS = List.of(
            "Once upon a time there was a lighthouse keeper who wondered about one thing only:",
            "In a small town by the river, everybody talked about the same question:",
            "A traveler came to the mountain inn and put a note on the table. It said:",
            "Long after midnight the old machine in the library printed a single line:");

    private static final List<String> MIDDLES = List.of(
            "The wise shrugged, the curious argued, and a child drew the answer in the sand.",
            "Three bakers, two poets and a cat set out to find an answer before breakfast.",
            "No neighbor knew, so they asked the sea, which replied in long, patient waves.",
            "The stars had seen it all before, and, being polite, they kept it to themselves.");

    private static final List<String> ENDINGS = List.of(
            "By morning it did not matter any more, and that was answer enough.",
            "And everyone who asks again today is offered tea, and a chair by the window.",
            "It turned out to be simple: begin, go on, and stop when it is good.",
            "They wrote it down, folded the paper twice, and never lost it again.");

    private Story() {}

    static String about(String prompt) {
        int number = VersionId.hash(prompt);
        return OPENINGS.get(number % 4) + " " + quote(prompt) + "\n\n" + MIDDLES.get(number / 4 % 4) + " "
                + ENDINGS.get(number / 16 % 4);
    }

    /** Return a text in quotation marks, shortened if it is long. */
    static String quote(String text) {
        return "“" + ShortText.shortened(text, MAX_QUOTE) + "”";
    }
}
