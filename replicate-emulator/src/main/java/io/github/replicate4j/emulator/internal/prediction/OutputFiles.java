/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.prediction;

import io.github.replicate4j.emulator.internal.script.Step.FileSink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The output files of one prediction, kept in memory as long as the prediction.
 */
public final class OutputFiles implements FileSink {

    private static final Map<String, String> CONTENT_TYPES = Map.ofEntries(
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("gif", "image/gif"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("webm", "video/webm"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("npy", "application/octet-stream"),
            Map.entry("txt", "text/plain;charset=UTF-8"),
            Map.entry("json", "application/json"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("zip", "application/zip"));

    private final List<OutputFile> files = new CopyOnWriteArrayList<>();

    private final Supplier<String> baseUrl;

    private final Runnable sizeListener;

    OutputFiles(Supplier<String> baseUrl, Runnable sizeListener) {
        this.baseUrl = baseUrl;
        this.sizeListener = sizeListener;
    }

    @Override
    public String add(byte[] content, String extension) {
        String name;
        synchronized (this) {
            name = this.files.size() + "." + extension;
            String contentType = CONTENT_TYPES.getOrDefault(extension, "application/octet-stream");
            this.files.add(new OutputFile(name, contentType, content));
        }
        this.sizeListener.run();
        return this.baseUrl.get() + "/" + name;
    }

    @Nullable
    public OutputFile find(String name) {
        return this.files.stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    public void clear() {
        this.files.clear();
        this.sizeListener.run();
    }

    public long size() {
        return this.files.stream().mapToLong(file -> file.content().length).sum();
    }

    public record OutputFile(String name, String contentType, byte[] content) {}
}
