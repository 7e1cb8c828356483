/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.definition;

import io.github.replicate4j.emulator.internal.builtin.image.ImageModels;
import io.github.replicate4j.emulator.model.ModelScript;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an output file: bytes in Base64, a data URL, or a picture that the emulator draws.
 */
final class OutputFileReader {

    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,10}");

    private static final Pattern ASPECT_RATIO = Pattern.compile("[1-9][0-9]?:[1-9][0-9]?");

    private static final Pattern DATA_URL = Pattern.compile("data:([^;,]*)((?:;[^;,]*)*),(.*)", Pattern.DOTALL);

    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("image/png", "png"),
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/webp", "webp"),
            Map.entry("image/gif", "gif"),
            Map.entry("image/svg+xml", "svg"),
            Map.entry("video/mp4", "mp4"),
            Map.entry("video/webm", "webm"),
            Map.entry("audio/mpeg", "mp3"),
            Map.entry("audio/wav", "wav"),
            Map.entry("audio/x-wav", "wav"),
            Map.entry("text/plain", "txt"),
            Map.entry("application/json", "json"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/zip", "zip"));

    private OutputFileReader() {}

    static @Nullable BiConsumer<Map<String, Object>, ModelScript> read(FieldReader json, String field, boolean inList) {
        FieldReader file = json.object(field);
        if (file == null) {
            return null;
        }
        boolean one = file.atMostOne("base64", "data_url", "picture");
        Content content = one ? content(file) : null;
        if (!one) {
            file.names().forEach(file::has);
        }
        file.finish();
        return content == null
                ? null
                : (input, script) -> {
                    if (inList) {
                        script.outputFile(content.bytes(input), content.extension());
                    } else {
                        script.outputSingleFile(content.bytes(input), content.extension());
                    }
                };
    }

    private static @Nullable Content content(FieldReader file) {
        if (file.has("base64")) {
            return base64(file);
        }
        if (file.has("data_url")) {
            return dataUrl(file);
        }
        if (file.has("picture")) {
            return picture(file);
        }
        file.has("extension");
        file.mistake("", "requires one of the fields base64, data_url and picture");
        return null;
    }

    private static @Nullable Content base64(FieldReader file) {
        String text = file.string("base64");
        String extension = file.requiredString("extension");
        if (file.has("extension")) {
            checkExtension(extension, file);
        }
        byte[] bytes = text == null ? null : decode(text, "base64", file);
        return bytes == null ? null : Content.of(bytes, extension);
    }

    private static @Nullable Content dataUrl(FieldReader file) {
        String url = file.string("data_url");
        String extension = file.string("extension");
        if (url == null) {
            return null;
        }
        Matcher parts = DATA_URL.matcher(url);
        if (!parts.matches()) {
            file.mistake("data_url", "must have the form data:TYPE;base64,CONTENT");
            return null;
        }
        String type = parts.group(1).isEmpty() ? "text/plain" : parts.group(1).toLowerCase(Locale.ROOT);
        String found = extension == null ? EXTENSIONS.get(type) : extension;
        if (found == null) {
            file.mistake("data_url", "has the type " + type + ", which requires the field extension");
            return null;
        }
        checkExtension(found, file);
        byte[] bytes = parts.group(2).toLowerCase(Locale.ROOT).endsWith(";base64")
                ? decode(parts.group(3), "data_url", file)
                : percentDecoded(parts.group(3), file);
        return bytes == null ? null : Content.of(bytes, found);
    }

    private static byte @Nullable [] percentDecoded(String text, FieldReader file) {
        try {
            // One character for each byte, because the content may not be text.
            String bytes =
                    new String(text.replace("+", "%2B").getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            return URLDecoder.decode(bytes, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException ex) {
            file.mistake("data_url", "is not percent-encoded: " + ex.getMessage());
            return null;
        }
    }

    private static @Nullable Content picture(FieldReader file) {
        String prompt = file.string("picture");
        Integer seed = file.integer("seed", 0, Integer.MAX_VALUE);
        String ratio = file.string("aspect_ratio");
        if (ratio != null && !ASPECT_RATIO.matcher(ratio).matches()) {
            file.mistake("aspect_ratio", "must have the form WIDTH:HEIGHT, such as 16:9, not \"" + ratio + '"');
            return null;
        }
        Template template = new Template(prompt);
        return prompt == null
                ? null
                : new Content(
                        input -> {
                            String text = template.text(input);
                            return () -> ImageModels.png(text, seed, ratio == null ? "1:1" : ratio);
                        },
                        "png");
    }

    private static byte @Nullable [] decode(String text, String field, FieldReader file) {
        try {
            return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
        } catch (IllegalArgumentException ex) {
            file.mistake(field, "is not valid Base64: " + ex.getMessage());
            return null;
        }
    }

    private static void checkExtension(String extension, FieldReader file) {
        if (!EXTENSION.matcher(extension).matches()) {
            file.mistake("extension", "must consist of 1 to 10 lowercase letters and digits, not \"" + extension + '"');
        }
    }

    /** The content of a file, which may depend on the input. */
    private record Content(Function<Map<String, Object>, Supplier<byte[]>> source, String extension) {

        static Content of(byte[] bytes, String extension) {
            return new Content(input -> () -> bytes, extension);
        }

        Supplier<byte[]> bytes(Map<String, Object> input) {
            return this.source.apply(input);
        }
    }
}
