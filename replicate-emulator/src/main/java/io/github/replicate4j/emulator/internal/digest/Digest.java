/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.digest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Algorithms whose digests are returned in hexadecimal.
 */
public enum Digest {
    SHA_256("SHA-256"),

    MD5("MD5");

    private static final int BUFFER_SIZE = 64 << 10;

    private final String algorithm;

    Digest(String algorithm) {
        this.algorithm = algorithm;
    }

    /** Return a new digest to which content can be added. */
    public MessageDigest start() {
        try {
            return MessageDigest.getInstance(this.algorithm);
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java platform has " + this.algorithm, ex);
        }
    }

    /** Return the digest of a text in UTF-8. */
    public String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public String of(byte[] bytes) {
        return hex(start().digest(bytes));
    }

    /** Return the digest of everything that can be read from the stream, which is not closed. */
    public String of(InputStream content) throws IOException {
        MessageDigest digest = start();
        byte[] buffer = new byte[BUFFER_SIZE];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return hex(digest.digest());
    }

    public static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
