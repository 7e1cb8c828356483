/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.files.FileStore;
import io.github.replicate4j.emulator.internal.http.EmulatorAddress;
import io.github.replicate4j.emulator.internal.json.Json;
import io.github.replicate4j.emulator.internal.prediction.OutputFiles;
import io.github.replicate4j.emulator.internal.prediction.PredictionService;
import io.github.replicate4j.emulator.internal.server.RequestReader;
import io.github.replicate4j.emulator.request.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.util.StringUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Reads the input files of predictions from data URLs, uploads and output files. Error messages never contain a URL, which may
 * be signed.
 */
final class InputFileReader {

    // The maximum size of a request, so that a data URL is never too large.
    private static final int MAX_SIZE = RequestReader.MAX_BODY;

    private static final PathPattern UPLOAD = PathPatternParser.defaultInstance.parse(Operation.FILES_GET.path());

    private static final PathPattern OUTPUT = PathPatternParser.defaultInstance.parse(Operation.OUTPUT_FILE.path());

    /** The URL of an upload or output file, with the host at which any client reaches the emulator. */
    private static final Pattern FILE =
            Pattern.compile("https?://[^/?#]+[^?#]*?(/(?:v1/files/[^/?#]+|outputs/[^/?#]+/[^/?#]+))");

    // A single letter is a drive.
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:");

    // Added without a look at the file system, which clients on other hosts could explore.
    private static final String PATH_HINT =
            ". If the text is the path of a file: a String is sent as it is, so pass Path.of(...), and the client"
                    + " sends the file";

    private final EmulatorAddress address;

    private final FileStore uploads;

    private final PredictionService runs;

    InputFileReader(EmulatorAddress address, FileStore uploads, PredictionService runs) {
        this.address = address;
        this.uploads = uploads;
        this.runs = runs;
    }

    /**
     * Read a file.
     *
     * @throws IllegalArgumentException if the input is not a file, or if the file does not exist or is too large
     */
    byte[] read(@Nullable Object input) {
        if (!(input instanceof String url)) {
            throw new IllegalArgumentException("An input file must be a URL, not " + Json.typeOf(input));
        }
        if (url.startsWith("data:")) {
            return decode(url);
        }
        String root = this.address.root();
        Matcher file = FILE.matcher(url);
        if (file.matches()) {
            byte[] content = readOwn(PathContainer.parsePath(file.group(1)));
            if (content != null) {
                return content;
            }
            if (url.startsWith(root + "/")) {
                throw notFound();
            }
        }
        throw new IllegalArgumentException(
                "The emulator does not download files from elsewhere: use a data URL, or the URL of"
                        + " a file that was uploaded to it or is an output of one of its models, which begins with "
                        + root + "/" + (SCHEME.matcher(url).lookingAt() ? "" : PATH_HINT));
    }

    /** Return the content of an upload or output file, or null if there is none with this path. */
    private byte @Nullable [] readOwn(PathContainer path) {
        PathPattern.PathMatchInfo upload = UPLOAD.matchAndExtract(path);
        if (upload != null) {
            return uploaded(upload.getUriVariables());
        }
        PathPattern.PathMatchInfo output = OUTPUT.matchAndExtract(path);
        return output == null ? null : outputFile(output.getUriVariables());
    }

    private static byte[] decode(String url) {
        int comma = url.indexOf(',');
        if (comma < 0) {
            throw new IllegalArgumentException("The data URL has no comma before its content");
        }
        boolean base64 = url.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64");
        try {
            String content = url.substring(comma + 1);
            return base64
                    ? Base64.getDecoder().decode(StringUtils.uriDecode(content, StandardCharsets.ISO_8859_1))
                    : decodeText(content);
        } catch (IllegalArgumentException ex) {
            throw new IllegalArgumentException("The data URL cannot be decoded", ex);
        }
    }

    /** Decode text in which each escape is a byte. Characters that should have been escaped are UTF-8. */
    private static byte[] decodeText(String text) {
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return StringUtils.uriDecode(bytes, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte @Nullable [] uploaded(Map<String, String> path) {
        Path content = this.uploads.content(path.getOrDefault("file_id", ""));
        if (content == null) {
            return null;
        }
        try {
            checkSize(Files.size(content));
            return Files.readAllBytes(content);
        } catch (NoSuchFileException ex) {
            return null;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private byte @Nullable [] outputFile(Map<String, String> path) {
        OutputFiles.OutputFile file =
                this.runs.file(path.getOrDefault("prediction_id", ""), path.getOrDefault("file_name", ""));
        if (file == null) {
            return null;
        }
        checkSize(file.content().length);
        return file.content().clone();
    }

    private static void checkSize(long size) {
        if (size > MAX_SIZE) {
            throw new IllegalArgumentException("The file has " + size + " bytes, but the maximum is " + MAX_SIZE);
        }
    }

    private static IllegalArgumentException notFound() {
        return new IllegalArgumentException("The file does not exist or has been removed");
    }
}
