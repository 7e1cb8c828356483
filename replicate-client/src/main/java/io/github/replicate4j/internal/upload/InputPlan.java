/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.upload;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.internal.content.ContentSource;
import io.github.replicate4j.internal.content.FileReadErrors;
import io.github.replicate4j.internal.json.AsciiText;
import io.github.replicate4j.settings.FileEncoding;
import io.github.replicate4j.settings.FileSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * Decides which files of an input are sent as data URLs, and which are uploaded. Reading the files may block.
 */
final class InputPlan {

    private final FileSettings settings;

    private final FileEncoding encoding;

    private final Map<Object, Object> dataUrls = new IdentityHashMap<>();

    private final List<InputFile> uploads = new ArrayList<>();

    private long remaining = FileSettings.MAX_INLINE_TOTAL;

    private InputPlan(FileSettings settings) {
        this.settings = settings;
        this.encoding = settings.encoding();
    }

    /**
     * Create a plan for the given files. All files are checked before the first one is read.
     *
     * @throws IllegalArgumentException if a file does not exist, is empty, cannot be read or is too large for a data URL
     */
    static InputPlan of(List<InputFile> files, FileSettings settings) {
        List<@Nullable Long> sizes = new ArrayList<>();
        files.forEach(file -> sizes.add(size(file)));
        InputPlan plan = new InputPlan(settings);
        for (int i = 0; i < files.size(); i++) {
            plan.add(files.get(i), sizes.get(i));
        }
        return plan;
    }

    private static @Nullable Long size(InputFile file) {
        Long size;
        try {
            size = file.source().size();
        } catch (IOException | RuntimeException ex) {
            throw FileReadErrors.beforeSending(file.label(), ex);
        }
        if (size != null && size == 0) {
            throw empty(file);
        }
        return size;
    }

    Map<Object, Object> dataUrls() {
        return this.dataUrls;
    }

    List<InputFile> uploads() {
        return this.uploads;
    }

    private void add(InputFile file, @Nullable Long size) {
        boolean mustInline = this.encoding == FileEncoding.DATA_URL;
        // A data URL cannot contain metadata.
        boolean mustUpload = this.encoding == FileEncoding.UPLOAD
                || !mustInline && !file.upload().metadata().isEmpty();
        long inlineLimit = mustInline ? this.remaining : Math.min(this.remaining, this.settings.inlineLimit());
        long limit = mustUpload ? 0 : inlineLimit;
        if (mustInline && size != null && size > limit) {
            throw tooLarge(file);
        }
        if (!mustInline && size != null && size > limit) {
            this.uploads.add(file);
        } else {
            read(file, size, (int) limit, mustInline);
        }
    }

    /** Read up to one byte more than the limit, because the size of the file may be unknown. */
    private void read(InputFile file, @Nullable Long size, int limit, boolean mustInline) {
        try {
            readUpTo(file, size, limit, mustInline);
        } catch (IllegalArgumentException ex) {
            throw ex;
        } catch (IOException | RuntimeException ex) {
            throw FileReadErrors.whileSending(file.label(), ex);
        }
    }

    private void readUpTo(InputFile file, @Nullable Long size, int limit, boolean mustInline) throws IOException {
        ContentSource source = file.source();
        InputStream content = source.open();
        boolean handedOver = false;
        try {
            byte[] head = read(content, size, limit + 1);
            handedOver = head.length > limit && !mustInline && !source.canBeReadAgain();
            if (handedOver) {
                this.uploads.add(file.with(prepend(head, content, file.upload())));
            } else if (head.length <= limit) {
                addDataUrl(file, size, head);
            } else if (mustInline) {
                throw tooLarge(file);
            } else {
                this.uploads.add(file);
            }
        } finally {
            if (!handedOver) {
                content.close();
            }
        }
    }

    /** Read a file of the expected size into a single array. */
    private static byte[] read(InputStream content, @Nullable Long size, int limit) throws IOException {
        byte[] expected = new byte[size == null || size > limit ? 0 : size.intValue()];
        int length = content.readNBytes(expected, 0, expected.length);
        byte[] more = content.readNBytes(limit - length);
        if (length == expected.length && more.length == 0) {
            return expected;
        }
        byte[] all = Arrays.copyOf(expected, length + more.length);
        System.arraycopy(more, 0, all, length, more.length);
        return all;
    }

    private void addDataUrl(InputFile file, @Nullable Long size, byte[] content) {
        if (content.length == 0) {
            throw empty(file);
        }
        if (size != null && size != content.length) {
            throw new ReplicateException(
                    file.label() + " changed while it was being read. Try again when the file is complete.", null);
        }
        this.remaining -= content.length;
        this.dataUrls.put(
                file.value(), dataUrl("data:" + dataUrlType(file.upload().contentType()) + ";base64,", content));
    }

    private static AsciiText dataUrl(String head, byte[] content) {
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] base64 = Base64.getEncoder().encode(content);
        byte[] url = Arrays.copyOf(start, start.length + base64.length);
        System.arraycopy(base64, 0, url, start.length, base64.length);
        return new AsciiText(url);
    }

    /** Return the type with no parameter other than the charset: others may contain a comma, which ends the type. */
    private static String dataUrlType(MediaType type) {
        String plain = type.getType() + "/" + type.getSubtype();
        return type.getCharset() == null ? plain : plain + ";charset=" + type.getCharset();
    }

    private static FileUpload prepend(byte[] head, InputStream tail, FileUpload upload) {
        return FileUpload.builder()
                .content(new SequenceInputStream(new ByteArrayInputStream(head), tail))
                .filename(upload.filename())
                .contentType(upload.contentType())
                .metadata(upload.metadata())
                .build();
    }

    private static IllegalArgumentException empty(InputFile file) {
        return new IllegalArgumentException(file.label() + " is empty; pass a file that has content");
    }

    private static IllegalArgumentException tooLarge(InputFile file) {
        return new IllegalArgumentException(
                file.label() + " is too large for a data URL: the files of one input must not exceed "
                        + FileSettings.MAX_INLINE_TOTAL
                        + " bytes in total; use FileEncoding.AUTO or UPLOAD to upload larger files");
    }
}
