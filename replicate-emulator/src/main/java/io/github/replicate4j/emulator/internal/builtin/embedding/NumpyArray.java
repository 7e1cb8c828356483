/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes matrices in the NPY format of NumPy.
 */
final class NumpyArray {

    private static final int ALIGNMENT = 64;

    private static final int PREAMBLE = 10;

    private NumpyArray() {}

    /** Return a matrix of 32-bit floating-point numbers. */
    static byte[] of(List<List<Double>> rows) {
        int columns = rows.isEmpty() ? 0 : rows.get(0).size();
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows.size() + ", " + columns + "), }";
        int padding = ALIGNMENT - (PREAMBLE + header.length() + 1) % ALIGNMENT;
        byte[] text = (header + " ".repeat(padding % ALIGNMENT) + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer file = ByteBuffer.allocate(PREAMBLE + text.length + rows.size() * columns * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        file.putShort((short) text.length).put(text);
        rows.forEach(row -> row.forEach(value -> file.putFloat(value.floatValue())));
        return file.array();
    }
}
