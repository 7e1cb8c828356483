/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.transcription;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.audio.transcription.AudioTranscriptionMetadata;

/**
 * What a transcription model returns besides the text.
 *
 * @param language language that the model detected, as it names the language; {@code null} if it returns none
 * @param segments parts of the text with their times; empty if the model returns none
 * @param output all fields of an output that is an object, such as {@code translation}; empty if the output is text
 * @since 0.1.0
 */
public record ReplicateTranscriptionMetadata(
        @Nullable String language, List<Segment> segments, Map<String, @Nullable Object> output)
        implements AudioTranscriptionMetadata {

    /**
     * Create metadata.
     */
    public ReplicateTranscriptionMetadata {
        segments = List.copyOf(segments);
        output = Collections.unmodifiableMap(new LinkedHashMap<>(output));
    }

    /** Return a description without the text. */
    @Override
    public String toString() {
        return "ReplicateTranscriptionMetadata[language=" + this.language + ", segments=" + this.segments.size() + "]";
    }

    /**
     * A part of the text.
     *
     * @param start start in seconds, or {@code null} if it is unknown
     * @param end end in seconds, or {@code null} if it is unknown
     * @param text the text, without blanks around it
     * @param speaker name of the speaker, or {@code null} if it is unknown
     * @since 0.1.0
     */
    public record Segment(
            @Nullable Double start,
            @Nullable Double end,
            String text,
            @Nullable String speaker) {

        /** Return a description without the text. */
        @Override
        public String toString() {
            return "Segment[start=" + this.start + ", end=" + this.end + "]";
        }
    }
}
