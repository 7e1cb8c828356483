/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The transcription of a recording: sentences or words with their times.
 *
 * @param text the complete text
 * @param seconds the duration of the recording
 */
record Transcript(String text, double seconds) {

    // The number of bytes per second of usual compressed audio.
    private static final double USUAL_RATE = 16_000;

    private static final List<String> SENTENCES = List.of(
            "Good morning, and thank you for calling.",
            "The meeting is on Thursday at ten.",
            "The ferry leaves the harbor at noon.",
            "Please water the plants while I am away.");

    /** A part of the text with its times in seconds. */
    record Segment(double start, double end, String text) {}

    /**
     * Transcribe a recording. The text of a recording by a built-in speech model is exact; any other recording has a made-up
     * text, always the same one.
     */
    static Transcript of(byte[] recording) {
        WaveFile wave = WaveFile.read(recording);
        double seconds = wave == null ? recording.length / USUAL_RATE : wave.seconds();
        String comment = wave == null ? null : wave.comment();
        if (comment != null && !comment.isBlank()) {
            return new Transcript(comment.strip(), seconds);
        }
        String sentence = SENTENCES.get(Math.floorMod(Arrays.hashCode(recording), SENTENCES.size()));
        return new Transcript(
                String.format(Locale.ROOT, "This is a recording of %.1f seconds. %s", seconds, sentence), seconds);
    }

    List<Segment> sentences() {
        // A subtitle ends at a blank line.
        return split("(?<=[.!?])\\s+|\\s*\\R\\s*");
    }

    List<Segment> words() {
        return split("\\s+");
    }

    /** Split the text, and distribute the time by the number of characters. */
    private List<Segment> split(String separator) {
        String[] parts = this.text.split(separator);
        int total = Math.max(1, Arrays.stream(parts).mapToInt(String::length).sum());
        List<Segment> segments = new ArrayList<>();
        int done = 0;
        for (String part : parts) {
            double start = this.seconds * done / total;
            done += part.length();
            segments.add(new Segment(round(start), round(this.seconds * done / total), part));
        }
        return segments;
    }

    private static double round(double seconds) {
        return Math.round(seconds * 100) / 100.0;
    }

    /** Return the segments as Whisper does. */
    List<Map<String, Object>> whisperSegments() {
        List<Map<String, Object>> segments = new ArrayList<>();
        for (Segment each : sentences()) {
            Map<String, Object> segment = new LinkedHashMap<>();
            segment.put("id", segments.size());
            segment.put("seek", 0);
            segment.put("start", each.start());
            segment.put("end", each.end());
            segment.put("text", " " + each.text());
            segment.put("tokens", List.of());
            segment.put("temperature", 0);
            segment.put("avg_logprob", -0.2);
            segment.put("compression_ratio", 1.2);
            segment.put("no_speech_prob", 0.01);
            segments.add(segment);
        }
        return segments;
    }

    String srt() {
        StringBuilder srt = new StringBuilder();
        int number = 1;
        for (Segment each : sentences()) {
            srt.append(number++)
                    .append('\n')
                    .append(time(each.start(), ','))
                    .append(" --> ")
                    .append(time(each.end(), ','))
                    .append('\n')
                    .append(each.text())
                    .append("\n\n");
        }
        return srt.toString();
    }

    String vtt() {
        StringBuilder vtt = new StringBuilder("WEBVTT\n\n");
        for (Segment each : sentences()) {
            vtt.append(time(each.start(), '.'))
                    .append(" --> ")
                    .append(time(each.end(), '.'))
                    .append('\n')
                    .append(each.text())
                    .append("\n\n");
        }
        return vtt.toString();
    }

    private static String time(double seconds, char separator) {
        long millis = Math.round(seconds * 1_000);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d%c%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1_000 % 60,
                separator,
                millis % 1_000);
    }
}
