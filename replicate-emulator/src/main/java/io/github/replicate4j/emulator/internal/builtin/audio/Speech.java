/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.audio;

import io.github.replicate4j.emulator.internal.model.VersionId;
import java.util.Locale;

/**
 * Turns a text into tones, one for each letter. Spaces and punctuation are silent.
 *
 * @param text the text, of which at most two minutes are spoken
 * @param voice the name of the voice, which selects the pitch
 * @param speed 1 is about 17 characters per second
 */
record Speech(String text, String voice, double speed) {

    private static final double SECONDS_PER_CHARACTER = 0.06;

    private static final double MAX_SECONDS = 120;

    // The steps of a pentatonic scale, in semitones.
    private static final int[] SCALE = {0, 2, 4, 7, 9, 12, 14, 16};

    // All within an octave.
    private static final int VOICES = 997;

    private static final double LOWEST = 165;

    private static final double AMPLITUDE = 9_000;

    double seconds() {
        int characters = Math.max(1, this.text.codePointCount(0, this.text.length()));
        return Math.min(MAX_SECONDS, characters * SECONDS_PER_CHARACTER / this.speed);
    }

    /** Return a WAV file whose comment is the text, so that the built-in transcription models understand it. */
    byte[] wave(int rate, int channels) {
        short[] samples = new short[(int) Math.round(seconds() * rate)];
        double base = LOWEST * Math.pow(2, VersionId.hash(this.voice) % VOICES / (double) VOICES);
        double perCharacter = SECONDS_PER_CHARACTER / this.speed * rate;
        int[] letters = this.text.toLowerCase(Locale.ROOT).codePoints().toArray();
        double phase = 0;
        for (int i = 0; i < samples.length; i++) {
            int index = Math.min(Math.max(0, letters.length - 1), (int) (i / perCharacter));
            int letter = letters.length == 0 ? ' ' : letters[index];
            if (!Character.isLetterOrDigit(letter)) {
                continue;
            }
            boolean vowel = "aeiouyäöü".indexOf(letter) >= 0;
            double pitch = base * Math.pow(2, SCALE[letter % SCALE.length] / 12.0);
            phase += 2 * Math.PI * pitch / rate;
            double at = i / perCharacter - index;
            double envelope = Math.sin(Math.PI * Math.min(1, Math.max(0, at)));
            double tone = Math.sin(phase) + 0.4 * Math.sin(2 * phase) + (vowel ? 0.25 : 0.1) * Math.sin(3 * phase);
            samples[i] = (short) (AMPLITUDE * (vowel ? 1 : 0.6) * envelope * tone);
        }
        return WaveFile.write(samples, rate, channels, this.text);
    }
}
