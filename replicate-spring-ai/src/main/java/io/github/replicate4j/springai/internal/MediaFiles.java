/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.internal;

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.files.FileUpload;
import java.net.URI;
import java.net.URL;
import java.util.Base64;
import java.util.Locale;
import org.springframework.ai.content.Media;
import org.springframework.http.MediaType;
import org.springframework.util.MimeType;

/** Converts media to files in the input of a model, and output files to media. */
public final class MediaFiles {

    private MediaFiles() {}

    /**
     * Convert media to a file in an input. The client sends bytes as a data URL or uploads them; URLs are passed on.
     *
     * @throws IllegalArgumentException if the media is text that is neither a URL nor base64
     */
    public static Object input(Media media) {
        if (media.getData() instanceof byte[] bytes) {
            return upload(media, bytes);
        }
        String text = media.getData() instanceof URL url ? url.toString() : String.valueOf(media.getData());
        String scheme = text.substring(0, Math.max(0, text.indexOf(':'))).toLowerCase(Locale.ROOT);
        if (scheme.equals("https") || scheme.equals("http") || scheme.equals("data")) {
            return text;
        }
        try {
            // A MIME decoder would ignore all other characters, so that a path or the other alphabet became other
            // bytes.
            String base64 = requireNoScheme(text, scheme).replaceAll("[\r\n]", "");
            return upload(media, Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException ex) {
            throw new IllegalArgumentException(
                    "Media of type " + media.getMimeType() + " is neither bytes, an http or https URL, a data URL nor"
                            + " base64. Load it as a Resource.",
                    ex);
        }
    }

    private static String requireNoScheme(String text, String scheme) {
        if (!scheme.isEmpty()) {
            throw new IllegalArgumentException("The scheme " + scheme + " cannot be read by Replicate");
        }
        return text;
    }

    private static FileUpload upload(Media media, byte[] bytes) {
        MimeType type = media.getMimeType();
        return FileUpload.builder()
                .content(bytes)
                .filename("media." + type.getSubtype().replaceAll("[^A-Za-z0-9]", ""))
                .contentType(new MediaType(type.getType(), type.getSubtype()))
                .build();
    }

    /** Convert an output file to media that contains its URL, which Replicate removes after an hour. */
    public static Media output(AsyncFileOutput file) {
        URI url = file.url();
        return Media.builder()
                .mimeType(file.contentType())
                .data(url)
                .name(file.filename())
                .build();
    }
}
