/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.springai.chat.ThoughtSplitter.Segment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stop sequences and reasoning are found wherever the text is divided. */
class TextCuttingTests {

    private static List<String> pieces(String text, int size) {
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < text.length(); i += size) {
            pieces.add(text.substring(i, Math.min(text.length(), i + size)));
        }
        return pieces;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 100})
    void textIsCutAtTheFirstStopSequence(int size) {
        StopScanner scanner = new StopScanner(List.of("END", "\nUser:"));
        StringBuilder text = new StringBuilder();
        pieces("Hello\nUs EN E \nUser: END more", size).forEach(piece -> text.append(scanner.add(piece)));
        assertThat(text.append(scanner.finish())).hasToString("Hello\nUs EN E ");
        assertThat(scanner.isCut()).isTrue();
    }

    @Test
    void textThatCouldBeAStopSequenceIsHeldBackOnlyUntilItIsDecided() {
        StopScanner scanner = new StopScanner(List.of("END"));
        assertThat(scanner.add("aE")).isEqualTo("a");
        assertThat(scanner.add("N")).isEmpty();
        assertThat(scanner.add("x")).isEqualTo("ENx");
        assertThat(scanner.add("E")).isEmpty();
        assertThat(scanner.finish()).isEqualTo("E");
        assertThat(scanner.isCut()).isFalse();
    }

    private static List<Segment> segments(Reasoning reasoning, int size) {
        ThoughtSplitter splitter = new ThoughtSplitter(reasoning);
        List<Segment> segments = new ArrayList<>();
        pieces("<think>hm <b></think>yes <thin", size).forEach(piece -> segments.addAll(splitter.add(piece)));
        segments.addAll(splitter.finish());
        return segments;
    }

    private static String text(List<Segment> segments, boolean thought) {
        StringBuilder text = new StringBuilder();
        segments.stream()
                .filter(segment -> segment.thought() == thought)
                .forEach(segment -> text.append(segment.text()));
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 100})
    void reasoningIsSeparated(int size) {
        assertThat(text(segments(Reasoning.METADATA, size), true)).isEqualTo("hm <b>");
        assertThat(text(segments(Reasoning.METADATA, size), false)).isEqualTo("yes <thin");
        assertThat(segments(Reasoning.STRIP, size)).noneMatch(Segment::thought);
        assertThat(text(segments(Reasoning.STRIP, size), false)).isEqualTo("yes <thin");
        assertThat(text(segments(Reasoning.KEEP, size), false)).isEqualTo("<think>hm <b></think>yes <thin");
    }
}
