/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A WAV file with 16-bit PCM samples, and a comment.
 *
 * @param seconds the duration
 * @param comment the comment, or null if the file has none
 */
record WaveFile(double seconds, @Nullable String comment) {

    private static final int RIFF_HEADER = 12;

    private static final int CHUNK_HEADER = 8;

    private static final int FORMAT_SIZE = 16;

    /** Write a mono or stereo file from mono samples. */
    static byte[] write(short[] samples, int rate, int channels, String comment) {
        byte[] text = (comment + "\0").getBytes(StandardCharsets.UTF_8);
        int padded = text.length + text.length % 2;
        int info = 4 + CHUNK_HEADER + padded;
        int data = samples.length * channels * Short.BYTES;
        int size = RIFF_HEADER + CHUNK_HEADER + FORMAT_SIZE + CHUNK_HEADER + info + CHUNK_HEADER + data;
        ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        put(file, "RIFF").putInt(size - CHUNK_HEADER);
        put(file, "WAVE");
        put(file, "fmt ").putInt(FORMAT_SIZE).putShort((short) 1).putShort((short) channels);
        file.putInt(rate).putInt(rate * channels * Short.BYTES);
        file.putShort((short) (channels * Short.BYTES)).putShort((short) Short.SIZE);
        put(file, "LIST").putInt(info);
        put(file, "INFO");
        put(file, "ICMT").putInt(text.length).put(text).position(file.position() + padded - text.length);
        put(file, "data").putInt(data);
        for (short sample : samples) {
            for (int channel = 0; channel < channels; channel++) {
                file.putShort(sample);
            }
        }
        return file.array();
    }

    private static ByteBuffer put(ByteBuffer file, String name) {
        return file.put(name.getBytes(StandardCharsets.US_ASCII));
    }

    /** Read a file, or return null if it is not a WAV file. */
    static @Nullable WaveFile read(byte[] content) {
        ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        if (content.length < RIFF_HEADER
                || !name(file, 0).equals("RIFF")
                || !name(file, 8).equals("WAVE")) {
            return null;
        }
        int bytesPerSecond = 0;
        long data = 0;
        String comment = null;
        int at = RIFF_HEADER;
        while (at + CHUNK_HEADER <= content.length) {
            String chunk = name(file, at);
            int begin = at + CHUNK_HEADER;
            // A streamed file can have a size of 0xFFFFFFFF.
            long size = Math.min(Integer.toUnsignedLong(file.getInt(at + 4)), content.length - begin);
            if (chunk.equals("fmt ") && size >= FORMAT_SIZE) {
                bytesPerSecond = file.getInt(begin + 8);
            } else if (chunk.equals("data")) {
                data = size;
            } else if (chunk.equals("LIST")
                    && size > 4 + CHUNK_HEADER
                    && name(file, begin + 4).equals("ICMT")) {
                comment = comment(content, begin + 4 + CHUNK_HEADER, (int) size - 4 - CHUNK_HEADER);
            }
            at = (int) Math.min(content.length, begin + size + size % 2);
        }
        return new WaveFile(bytesPerSecond > 0 ? (double) data / bytesPerSecond : 0, comment);
    }

    private static String comment(byte[] content, int begin, int length) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int i = begin; i < begin + length && content[i] != 0; i++) {
            text.write(content[i]);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static String name(ByteBuffer file, int at) {
        byte[] name = new byte[4];
        file.get(at, name);
        return new String(name, StandardCharsets.US_ASCII);
    }
}
