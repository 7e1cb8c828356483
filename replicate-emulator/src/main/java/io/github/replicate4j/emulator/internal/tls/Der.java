/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.tls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Encodes values as DER, as far as {@link SelfSignedCertificate} needs it.
 */
final class Der {

    private static final int LAST_YEAR_OF_UTC_TIME = 2049;

    private Der() {}

    static byte[] sequence(byte[]... items) {
        return tagged(0x30, items);
    }

    static byte[] set(byte[]... items) {
        return tagged(0x31, items);
    }

    /** Encode a constructed value with a context-specific tag. */
    static byte[] explicit(int number, byte[]... items) {
        return tagged(0xa0 | number, items);
    }

    /** Encode a primitive value with a context-specific tag. */
    static byte[] implicit(int number, byte[] content) {
        return tagged(0x80 | number, content);
    }

    static byte[] integer(byte[] twosComplement) {
        return tagged(0x02, twosComplement);
    }

    static byte[] bool(boolean value) {
        return tagged(0x01, new byte[] {(byte) (value ? 0xff : 0)});
    }

    static byte[] bitString(int unusedBits, byte[] content) {
        return tagged(0x03, new byte[] {(byte) unusedBits}, content);
    }

    static byte[] octetString(byte[] content) {
        return tagged(0x04, content);
    }

    static byte[] utf8(String text) {
        return tagged(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] time(Instant instant) {
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        boolean utcTime = time.getYear() <= LAST_YEAR_OF_UTC_TIME;
        String pattern = utcTime ? "yyMMddHHmmss'Z'" : "yyyyMMddHHmmss'Z'";
        String text = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time);
        return tagged(utcTime ? 0x17 : 0x18, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Encode an object identifier. */
    static byte[] oid(int first, int second, int... others) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(40 * first + second);
        for (int each : others) {
            int bits = 28;
            while (bits > 0 && each >>> bits == 0) {
                bits -= 7;
            }
            for (; bits > 0; bits -= 7) {
                out.write(each >>> bits & 0x7f | 0x80);
            }
            out.write(each & 0x7f);
        }
        return tagged(0x06, out.toByteArray());
    }

    private static byte[] tagged(int tag, byte[]... items) {
        int length = 0;
        for (byte[] item : items) {
            length += item.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 5);
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >>> 8);
            out.write(length);
        }
        for (byte[] item : items) {
            out.writeBytes(item);
        }
        return out.toByteArray();
    }
}
