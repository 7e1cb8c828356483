/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.prediction;

import java.security.SecureRandom;

/**
 * Creates ids in Replicate's format: 26 letters and digits, without those that are easily confused.
 */
public final class RandomIds {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int LENGTH = 26;

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomIds() {}

    public static String next() {
        byte[] bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        StringBuilder id = new StringBuilder(LENGTH);
        for (byte each : bytes) {
            id.append(ALPHABET.charAt(each & 31));
        }
        return id.toString();
    }
}
