/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.content;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/**
 * Checks and creates the names of files.
 */
public final class FileName {

    /** Longest file name that Replicate and most file systems accept, in bytes of UTF-8. */
    private static final int LIMIT = 255;

    /** Leaves room for a number that makes a name unique. */
    private static final int SAFE_LIMIT = 200;

    /** Control and format characters, path separators, and the characters that Windows does not allow in a name. */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}/\\\\:*?\"<>|]");

    private static final Pattern RESERVED =
            Pattern.compile("(?i)(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[\\d¹²³]) *(\\..*)?");

    /** File extensions of the types whose subtype is not one. */
    private static final Map<String, String> EXTENSIONS = Map.of(
            "text/plain", "txt",
            "text/markdown", "md",
            "image/jpeg", "jpg",
            "audio/mpeg", "mp3",
            "audio/wav", "wav",
            "audio/wave", "wav",
            "audio/x-wav", "wav",
            "video/quicktime", "mov",
            "application/octet-stream", "bin");

    private FileName() {}

    /**
     * Return a file name that is safe in any folder: it contains no path, is not hidden, has no special meaning to the
     * operating system, and is at most 200 bytes long.
     *
     * @param fallback the name to use if no character of the text remains
     */
    public static String safe(String name, String fallback) {
        String safe = UNSAFE.matcher(name).replaceAll("_").strip();
        safe = withoutTrailingDots(safe.replaceAll("^\\.+", ""));
        if (safe.isEmpty()) {
            return fallback;
        }
        return withoutTrailingDots(shorten(RESERVED.matcher(safe).matches() ? "_" + safe : safe));
    }

    /** Windows ignores dots and blanks at the end of a name. */
    private static String withoutTrailingDots(String name) {
        return name.replaceAll("[. ]+$", "");
    }

    /**
     * Check the name of a file to upload. Folders in front of the name, as some browsers and archives send them, are
     * removed.
     *
     * @throws IllegalArgumentException if the name is empty, contains control characters or is longer than 255 bytes
     */
    public static String checked(String filename) {
        String name = filename.substring(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1);
        if (name.isBlank() || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("filename must be the name of a file");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("filename must not contain control characters");
        }
        int length = bytes(name);
        if (length > LIMIT) {
            throw new IllegalArgumentException(
                    "filename must be at most " + LIMIT + " bytes long in UTF-8 but is " + length + " bytes long");
        }
        return name;
    }

    private static String shorten(String name) {
        if (bytes(name) <= SAFE_LIMIT) {
            return name;
        }
        String extension = bytes(extension(name)) > 20 ? "" : extension(name);
        int[] stem = name.codePoints().toArray();
        int length = stem.length;
        while (bytes(new String(stem, 0, length)) + bytes(extension) > SAFE_LIMIT) {
            length--;
        }
        return new String(stem, 0, length) + extension;
    }

    static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * Add a number in front of the extension.
     *
     * @param number the number; 1 is not added
     */
    static String numbered(String name, int number) {
        if (number == 1) {
            return name;
        }
        String extension = extension(name);
        return name.substring(0, name.length() - extension.length()) + "-" + number + extension;
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot);
    }

    /**
     * Return the media type for the extension of a file name.
     *
     * @return the type; {@code application/octet-stream} if the extension is unknown
     */
    public static MediaType contentType(String name) {
        return MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM);
    }

    /**
     * Return a name for a file of some type.
     *
     * @param type the media type, or {@code null} if it is unknown
     * @return the name with the extension of that type, if the type has one
     */
    public static String of(String stem, @Nullable MediaType type) {
        if (type == null) {
            return stem;
        }
        String extension = EXTENSIONS.get(type.getType() + "/" + type.getSubtype());
        if (extension != null) {
            return stem + "." + extension;
        }
        String guess = type.getSubtype().replaceFirst("^x-", "").replaceFirst("\\+.*$", "");
        boolean registered = MediaTypeFactory.getMediaType("x." + guess)
                .map(type::equalsTypeAndSubtype)
                .orElse(false);
        return registered ? stem + "." + guess : stem;
    }
}
