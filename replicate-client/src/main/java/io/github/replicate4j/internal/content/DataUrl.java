/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.content;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.support.HttpUrl;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;

/**
 * Data URLs in the outputs of models: they contain the file itself.
 */
public final class DataUrl {

    /** The part up to the comma. A text may begin with "data:", but is unlikely to declare a type or base64. */
    private static final Pattern HEAD =
            Pattern.compile("(?i)data:(([\\w.+-]+/[\\w.+-]+)?(;[^\\s,]*)?|[^\\s,]*;base64),");

    private DataUrl() {}

    /** Return whether a text is a data URL. */
    public static boolean isDataUrl(String text) {
        return HEAD.matcher(text).lookingAt();
    }

    /**
     * Return the bytes in a data URL.
     *
     * @throws ReplicateException if they cannot be decoded
     */
    public static byte[] decode(String url) {
        int comma = url.indexOf(',');
        String content = url.substring(comma + 1);
        boolean base64 = url.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64");
        try {
            return base64
                    ? Base64.getDecoder()
                            .decode(StringUtils.uriDecode(content, StandardCharsets.ISO_8859_1)
                                    .replaceAll("\\s", ""))
                    : StringUtils.uriDecode(escape(content), StandardCharsets.ISO_8859_1)
                            .getBytes(StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException ex) {
            throw new ReplicateException("The model returned a data URL that cannot be decoded.", ex);
        }
    }

    /** Return the media type that a data URL declares: {@code text/plain} if it declares none. */
    public static MediaType contentType(String url) {
        String head = url.substring("data:".length(), Math.max(url.indexOf(','), "data:".length()));
        String type = head.replaceFirst("(?i);base64$", "");
        try {
            return type.isBlank() || type.startsWith(";") ? MediaType.TEXT_PLAIN : MediaType.parseMediaType(type);
        } catch (InvalidMediaTypeException ex) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
    }

    /** Return a data URL as a URI. Characters that a URI does not allow, such as the blanks of an SVG, are escaped. */
    public static URI toUri(String url) {
        return URI.create(escape(url));
    }

    private static String escape(String text) {
        return HttpUrl.encode(text, "#[]");
    }

    /** Return a data URL for messages, without its content. */
    public static String redact(String url) {
        int end = url.indexOf(',');
        return (end < 0 || end > 100 ? "data:" : url.substring(0, end)) + ",***";
    }
}
