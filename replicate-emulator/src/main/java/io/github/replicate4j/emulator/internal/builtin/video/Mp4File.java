/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.video;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes MP4 files with one H.264 track.
 */
final class Mp4File {

    private static final int RATE = 0x00010000;

    private static final int[] MATRIX = {RATE, 0, 0, 0, RATE, 0, 0, 0, 0x40000000};

    private final int width;

    private final int height;

    private final int framesPerSecond;

    private final byte[] sequenceParameters;

    private final byte[] pictureParameters;

    Mp4File(int width, int height, int framesPerSecond, byte[] sequenceParameters, byte[] pictureParameters) {
        this.width = width;
        this.height = height;
        this.framesPerSecond = framesPerSecond;
        this.sequenceParameters = sequenceParameters;
        this.pictureParameters = pictureParameters;
    }

    /** Return a file with the given frames, of which only the first one is a key frame. */
    byte[] write(List<byte[]> frames) {
        byte[] type = box("ftyp", text("isom"), ints(512), text("isomiso2avc1mp41"));
        byte[] media = box("mdat", frames.stream().map(Mp4File::sized).toArray(byte[][]::new));
        // The size of the index does not depend on the offset.
        int offset = type.length + index(frames, 0).length + 8;
        return join(type, index(frames, offset), media);
    }

    private static byte[] sized(byte[] unit) {
        return join(ints(unit.length), unit);
    }

    private byte[] index(List<byte[]> frames, int offset) {
        int count = frames.size();
        byte[] header = box(
                "mvhd",
                ints(0, 0, 0, this.framesPerSecond, count, RATE, 0x01000000, 0, 0),
                ints(MATRIX),
                ints(0, 0, 0, 0, 0, 0, 2));
        byte[] track = box(
                "tkhd",
                ints(3, 0, 0, 1, 0, count, 0, 0, 0, 0),
                ints(MATRIX),
                ints(this.width << 16, this.height << 16));
        byte[] media = box(
                "mdia",
                box("mdhd", ints(0, 0, 0, this.framesPerSecond, count, 0x55C40000)),
                box("hdlr", ints(0, 0), text("vide"), ints(0, 0, 0), text("Video\0")),
                box(
                        "minf",
                        box("vmhd", ints(1, 0, 0)),
                        box("dinf", box("dref", ints(0, 1), box("url ", ints(1)))),
                        box("stbl", samples(frames, offset))));
        return box("moov", header, box("trak", track, media));
    }

    private byte[] samples(List<byte[]> frames, int offset) {
        int count = frames.size();
        int[] sizes = frames.stream().mapToInt(frame -> frame.length + 4).toArray();
        return join(
                box("stsd", ints(0, 1), description()),
                box("stts", ints(0, 1, count, 1)),
                box("stss", ints(0, 1, 1)),
                box("stsc", ints(0, 1, 1, count, 1)),
                box("stsz", ints(0, 0, count), ints(sizes)),
                box("stco", ints(0, 1, offset)));
    }

    private byte[] description() {
        byte[] profile = {
            1,
            this.sequenceParameters[1],
            this.sequenceParameters[2],
            this.sequenceParameters[3],
            (byte) 0xFF,
            (byte) 0xE1
        };
        byte[] configuration = box(
                "avcC",
                profile,
                shorts(this.sequenceParameters.length),
                this.sequenceParameters,
                new byte[] {1},
                shorts(this.pictureParameters.length),
                this.pictureParameters);
        return box(
                "avc1",
                ints(0, 1, 0, 0, 0, 0),
                shorts(this.width, this.height),
                ints(0x00480000, 0x00480000, 0),
                shorts(1),
                new byte[32],
                shorts(24, 0xFFFF),
                configuration);
    }

    private static byte[] box(String type, byte[]... parts) {
        byte[] content = join(parts);
        return join(ints(content.length + 8), text(type), content);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }

    private static byte[] shorts(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Short.BYTES);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
