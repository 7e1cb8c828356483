/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.video;

import java.io.ByteArrayOutputStream;

/**
 * Writes bits and the variable-length codes of H.264.
 */
final class BitWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private int current;

    private int count;

    BitWriter bits(int value, int width) {
        for (int i = width - 1; i >= 0; i--) {
            this.current = this.current << 1 | value >> i & 1;
            if (++this.count == 8) {
                this.bytes.write(this.current);
                this.current = 0;
                this.count = 0;
            }
        }
        return this;
    }

    /** Write an unsigned Exp-Golomb code. */
    BitWriter unsigned(int value) {
        int width = Integer.SIZE - Integer.numberOfLeadingZeros(value + 1);
        return bits(0, width - 1).bits(value + 1, width);
    }

    /** Write a signed Exp-Golomb code. */
    BitWriter signed(int value) {
        return unsigned(value > 0 ? 2 * value - 1 : -2 * value);
    }

    /** Fill the current byte with zeros. */
    BitWriter align() {
        return this.count == 0 ? this : bits(0, 8 - this.count);
    }

    /** End the data with a one and zeros up to the next byte. */
    byte[] end() {
        bits(1, 1).align();
        return this.bytes.toByteArray();
    }
}
