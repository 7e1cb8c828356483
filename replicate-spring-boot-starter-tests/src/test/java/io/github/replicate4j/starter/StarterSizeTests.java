/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** What the starter adds to an application. The build writes the runtime class path of the starter to a file. */
class StarterSizeTests {

    private static final Path CLASS_PATH = Path.of("target/runtime.classpath");

    private static final long MAX_SIZE = 12_000_000;

    /** Names of the jars that every Spring MVC application contains. */
    private static final Pattern SPRING_MVC_JARS = Pattern.compile(
            "(commons-logging|jackson-(annotations|core|databind)"
                    + "|jakarta.annotation-api|jspecify|jul-to-slf4j|log4j-(api|to-slf4j)|logback-(classic|core)"
                    + "|micrometer-(commons|observation)|slf4j-api|snakeyaml"
                    + "|spring-(aop|beans|context|core|expression|web|boot)"
                    + "|spring-boot-(autoconfigure|http-converter|jackson|starter|starter-jackson|starter-logging))-[0-9].*[.]jar");

    private static List<Path> classPath() throws IOException {
        return Stream.of(Files.readString(CLASS_PATH).strip().split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    private static String name(Path entry) {
        return entry.getFileName().toString();
    }

    private static long size(Path entry) {
        try (Stream<Path> files = Files.walk(entry)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> Files.isDirectory(entry)
                            ? compressedSize(file)
                            : file.toFile().length())
                    .sum();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Modules of this build are folders. In their jars, each file is compressed. */
    private static long compressedSize(Path file) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(compressed)) {
            jar.putNextEntry(new ZipEntry(file.toString()));
            Files.copy(file, jar);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return compressed.size();
    }

    @Test
    void addsAtMostTwelveMegabytesToSpringMvc() throws IOException {
        List<Path> added = classPath().stream()
                .filter(entry -> !SPRING_MVC_JARS.matcher(name(entry)).matches())
                .toList();
        assertThat(added).extracting(StarterSizeTests::name).anyMatch(name -> name.startsWith("reactor-netty-http"));
        assertThat(added.stream().mapToLong(StarterSizeTests::size).sum())
                .as("total size of %s", added)
                .isLessThan(MAX_SIZE);
    }

    @Test
    void containsNoNativeCodeForHttp3() throws IOException {
        assertThat(classPath()).extracting(StarterSizeTests::name).noneMatch(name -> name.contains("native-quic"));
    }
}
