/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.video;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes a camera that pans over a picture, as H.264 of the constrained baseline profile.
 *
 * <p>The first frame consists of uncompressed blocks (I_PCM). Each further frame refers to the previous one, moved by
 * {@link #STEP} pixels. One column of blocks at the right of each frame is hidden. It is transmitted whenever the camera has
 * moved by the width of a block, so that its pixels are complete when they become visible.
 */
final class H264Encoder {

    /** The movement between two frames in pixels. */
    static final int STEP = 2;

    private static final int BLOCK = 16;

    private static final int INTRA_SLICE = 7;

    private static final int PREDICTED_SLICE = 5;

    private static final int UNCOMPRESSED = 25;

    private static final int UNCOMPRESSED_IN_PREDICTED = 30;

    // Motion is counted in quarters of a pixel.
    private static final int MOTION = 4 * STEP;

    private final YuvImage picture;

    private final int columns;

    private final int rows;

    /**
     * Create an encoder.
     *
     * @param width the visible width, a multiple of 16
     * @param height the height, a multiple of 16
     */
    H264Encoder(YuvImage picture, int width, int height) {
        this.picture = picture;
        this.columns = width / BLOCK + 1;
        this.rows = height / BLOCK;
    }

    /** Return the width of a picture that is wide enough for a number of frames. */
    static int pictureWidth(int width, int frames) {
        return (width + BLOCK + STEP * frames + BLOCK) / BLOCK * BLOCK;
    }

    byte[] sequenceParameters() {
        BitWriter out = new BitWriter().bits(0x67, 8).bits(66, 8).bits(0xC0, 8).bits(30, 8);
        // id, bits of the frame number, picture order by decoding order, one reference frame, no gaps
        out.unsigned(0).unsigned(0).unsigned(2).unsigned(1).bits(0, 1);
        out.unsigned(this.columns - 1).unsigned(this.rows - 1);
        // frames only, 8 x 8 inference, cropping: left, right, top, bottom in units of two pixels
        out.bits(1, 1).bits(1, 1).bits(1, 1);
        out.unsigned(0).unsigned(BLOCK / 2).unsigned(0).unsigned(0);
        return escape(out.bits(0, 1).end());
    }

    byte[] pictureParameters() {
        BitWriter out = new BitWriter().bits(0x68, 8).unsigned(0).unsigned(0);
        // CAVLC, no bottom field order, one slice group, one reference, no weights
        out.bits(0, 1).bits(0, 1).unsigned(0).unsigned(0).unsigned(0).bits(0, 3);
        // quantization, deblocking control present, no constrained intra prediction, no redundant pictures
        return escape(out.signed(0)
                .signed(0)
                .signed(0)
                .bits(1, 1)
                .bits(0, 1)
                .bits(0, 1)
                .end());
    }

    /** Encode all frames. The first one is a key frame. */
    List<byte[]> frames(int count) {
        List<byte[]> frames = new ArrayList<>(count);
        frames.add(keyFrame());
        for (int number = 1; number < count; number++) {
            frames.add(predictedFrame(number));
        }
        return frames;
    }

    private byte[] keyFrame() {
        BitWriter out = new BitWriter().bits(0x65, 8);
        // first block, type, parameters, frame number, id, marking, quantization, no deblocking
        out.unsigned(0)
                .unsigned(INTRA_SLICE)
                .unsigned(0)
                .bits(0, 4)
                .unsigned(0)
                .bits(0, 2)
                .signed(0)
                .unsigned(1);
        for (int row = 0; row < this.rows; row++) {
            for (int column = 0; column < this.columns; column++) {
                out.unsigned(UNCOMPRESSED).align();
                this.picture.writeBlock(column * BLOCK, row * BLOCK, out);
            }
        }
        return escape(out.end());
    }

    private byte[] predictedFrame(int number) {
        BitWriter out = new BitWriter().bits(0x41, 8);
        // first block, type, parameters, frame number, default references, marking, quantization, no deblocking
        out.unsigned(0)
                .unsigned(PREDICTED_SLICE)
                .unsigned(0)
                .bits(number % 16, 4)
                .bits(0, 3)
                .signed(0)
                .unsigned(1);
        boolean refresh = number * STEP % BLOCK == 0;
        int skipped = 0;
        for (int row = 0; row < this.rows; row++) {
            for (int column = 0; column < this.columns; column++) {
                if (refresh && column == this.columns - 1) {
                    out.unsigned(skipped).unsigned(UNCOMPRESSED_IN_PREDICTED).align();
                    this.picture.writeBlock(column * BLOCK + number * STEP, row * BLOCK, out);
                    skipped = 0;
                } else if (row == 0 || column == 0) {
                    // Without both neighbors, a skipped block does not move. The motion is predicted from one of them.
                    out.unsigned(skipped).unsigned(0);
                    out.signed(row == 0 && column == 0 ? MOTION : 0).signed(0).unsigned(0);
                    skipped = 0;
                } else {
                    skipped++;
                }
            }
        }
        if (skipped > 0) {
            out.unsigned(skipped);
        }
        return escape(out.end());
    }

    /** Insert a byte wherever the data would look like the beginning of a unit. */
    private static byte[] escape(byte[] unit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(unit.length + 16);
        int zeros = 0;
        for (byte each : unit) {
            if (zeros >= 2 && (each & 0xff) <= 3) {
                out.write(3);
                zeros = 0;
            }
            out.write(each);
            zeros = each == 0 ? zeros + 1 : 0;
        }
        return out.toByteArray();
    }
}
