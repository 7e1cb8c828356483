/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.internal.journal;

import java.security.SecureRandom;

/** Ids of entries: ULIDs, which are in the order of creation and have 80 random bits. */
public final class EntryIds {

    private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

    private static final int LENGTH = 26;

    private static final int TIME_LENGTH = 10;

    private final SecureRandom random = new SecureRandom();

    /** Return a new id. */
    public String next() {
        return of(System.currentTimeMillis());
    }

    /** Return a new id for a time. */
    public String of(long millis) {
        char[] id = new char[LENGTH];
        long time = millis;
        for (int i = TIME_LENGTH - 1; i >= 0; i--) {
            id[i] = DIGITS[(int) (time & 31)];
            time >>>= 5;
        }
        byte[] bytes = new byte[LENGTH - TIME_LENGTH];
        this.random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            id[TIME_LENGTH + i] = DIGITS[bytes[i] & 31];
        }
        return new String(id);
    }
}
