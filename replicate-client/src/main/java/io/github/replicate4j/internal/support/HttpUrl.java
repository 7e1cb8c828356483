/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.support;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads absolute {@code http} and {@code https} URLs of responses. They may contain characters that a URI does not allow, such
 * as the blanks in the name of a file; these are percent-encoded.
 */
public final class HttpUrl {

    private static final Pattern LITERAL_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private HttpUrl() {}

    /**
     * Parse a URL.
     *
     * @return the URL, or {@code null} if the text does not begin with a scheme and a host
     */
    public static @Nullable URI parse(String text) {
        String url = text.strip();
        int authority = url.indexOf("://") + 3;
        String scheme = url.substring(0, Math.max(authority - 3, 0)).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return null;
        }
        int path = authority;
        while (path < url.length() && "/?#".indexOf(url.charAt(path)) < 0) {
            path++;
        }
        int fragment = url.indexOf('#', path) + 1;
        String rest = fragment == 0
                ? encode(url.substring(path), "[]")
                : encode(url.substring(path, fragment), "[]") + encode(url.substring(fragment), "[]#");
        try {
            URI parsed = new URI(url.substring(0, authority) + ascii(url.substring(authority, path)) + rest);
            return parsed.getRawAuthority() == null ? null : parsed;
        } catch (URISyntaxException | IllegalArgumentException ex) {
            return null;
        }
    }

    private static String ascii(String authority) {
        int host = authority.lastIndexOf('@') + 1;
        boolean literal = authority.startsWith("[", host);
        int port = literal ? authority.length() : authority.indexOf(':', host);
        int end = port < 0 ? authority.length() : port;
        String name = authority.substring(host, end);
        return name.chars().allMatch(character -> character < 0x80)
                ? authority
                : authority.substring(0, host) + IDN.toASCII(name) + authority.substring(end);
    }

    /**
     * Percent-encode the characters that a URI does not allow, including percent signs that are not part of an encoded
     * character.
     *
     * @param delimiters further characters to encode
     */
    public static String encode(String text, String delimiters) {
        String escaped = LITERAL_PERCENT.matcher(text).replaceAll("%25");
        StringBuilder result = new StringBuilder(escaped.length());
        for (byte each : escaped.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xff);
            boolean allowed = character > ' '
                    && character < 0x7f
                    && "\"<>\\^`{|}".indexOf(character) < 0
                    && delimiters.indexOf(character) < 0;
            if (allowed) {
                result.append(character);
            } else {
                result.append('%').append(HEX.toHexDigits(each));
            }
        }
        return result.toString();
    }
}
