/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator;

import io.github.replicate4j.generator.error.InvalidSchemaException;
import io.github.replicate4j.generator.internal.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The folder of a package, which may also contain files that were not generated. */
final class GeneratedFolder {

    private final Path folder;

    GeneratedFolder(Path folder) {
        this.folder = folder;
    }

    /** @param contents the contents of the files by the name of their type */
    GenerationResult write(Map<String, String> contents) {
        List<Path> written = new ArrayList<>();
        List<Path> unchanged = new ArrayList<>();
        try {
            Files.createDirectories(this.folder);
            for (String type : contents.keySet()) {
                rejectForeign(this.folder.resolve(type + ".java"));
            }
            for (Map.Entry<String, String> entry : contents.entrySet()) {
                Path file = this.folder.resolve(entry.getKey() + ".java");
                byte[] content = entry.getValue().getBytes(StandardCharsets.UTF_8);
                if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content)) {
                    unchanged.add(file);
                } else {
                    Files.write(file, content);
                    written.add(file);
                }
            }
            return new GenerationResult(written, unchanged, deleteOthers(contents));
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot write the generated types in " + this.folder, ex);
        }
    }

    private static void rejectForeign(Path file) throws IOException {
        if (Files.exists(file) && !isGenerated(file)) {
            throw new InvalidSchemaException(file + " exists and was not generated. Move it, generate into another"
                    + " package, or add \"className\" to the stored schema.");
        }
    }

    private List<Path> deleteOthers(Map<String, String> contents) throws IOException {
        List<Path> deleted = new ArrayList<>();
        try (Stream<Path> files = Files.list(this.folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                boolean other = name.endsWith(".java") && !contents.containsKey(name.substring(0, name.length() - 5));
                if (other && Files.isRegularFile(file) && isGenerated(file)) {
                    Files.delete(file);
                    deleted.add(file);
                }
            }
        }
        return deleted;
    }

    /** The marker is ASCII. Files that were not generated can have any encoding. */
    private static boolean isGenerated(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1).contains(SourceFile.MARKER);
    }
}
