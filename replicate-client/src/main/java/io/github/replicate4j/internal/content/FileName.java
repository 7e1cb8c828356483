/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.internal.content;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/**
 * Names of files.
 *
 * <p>Not meant for applications: it is public only because several packages of the client need it.
 */
public final class FileName {

    /** The longest name of a file at Replicate and on most disks, in bytes of UTF-8. */
    private static final int LIMIT = 255;

    /** Leaves room for what makes a name unique. */
    private static final int SAFE_LIMIT = 200;

    /** Control and format characters, what separates folders, and what Windows allows in no name. */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}/\\\\:*?\"<>|]");

    private static final Pattern RESERVED = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    /** Types whose second half is no file extension. */
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
     * Makes a name that can stand in any folder: it leads nowhere else, is not hidden, means nothing to the operating
     * system, and is at most 200 bytes long.
     *
     * @param name any text from elsewhere
     * @param otherwise what to take if nothing is left of it
     * @return a safe name
     */
    public static String safe(String name, String otherwise) {
        String safe = UNSAFE.matcher(name).replaceAll("_").strip();
        safe = safe.replaceAll("^\\.+", "").replaceAll("[. ]+$", "");
        if (safe.isEmpty()) {
            return otherwise;
        }
        return shortened(RESERVED.matcher(safe).matches() ? "_" + safe : safe);
    }

    /**
     * Checks a name under which a file is to be uploaded. Browsers and archives put folders in front of names; at Replicate
     * they would mean nothing, and are dropped.
     *
     * @param filename a name, perhaps with folders
     * @return the name alone
     * @throws IllegalArgumentException if nothing is left of it, it holds control characters or is too long
     */
    public static String checked(String filename) {
        String name = filename.substring(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1);
        if (name.isBlank() || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("filename must name a file");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("filename must not hold control characters");
        }
        int length = bytes(name);
        if (length > LIMIT) {
            throw new IllegalArgumentException(
                    "filename must be at most " + LIMIT + " bytes long in UTF-8 but is " + length + " bytes long");
        }
        return name;
    }

    private static String shortened(String name) {
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
     * Adds a number, in front of the extension.
     *
     * @param name a name
     * @param number 1 leaves it as it is
     * @return for example {@code out-2.png}
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
     * Guesses what is in a file.
     *
     * @param name its name
     * @return by its extension; {@code application/octet-stream} if that says nothing
     */
    public static MediaType type(String name) {
        return MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM);
    }

    /**
     * Names a file that has no name.
     *
     * @param stem the name without an extension
     * @param type what is in it, or {@code null} if that is not known
     * @return the name with the extension of that type, if it has one
     */
    public static String of(String stem, @Nullable MediaType type) {
        if (type == null) {
            return stem;
        }
        String plain = type.getType() + "/" + type.getSubtype();
        String known = EXTENSIONS.get(plain);
        if (known != null) {
            return stem + "." + known;
        }
        String guess = type.getSubtype().replaceFirst("^x-", "").replaceFirst("\\+.*$", "");
        boolean right = MediaTypeFactory.getMediaType("x." + guess)
                .map(type::equalsTypeAndSubtype)
                .orElse(false);
        return right ? stem + "." + guess : stem;
    }
}
