/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles generated types. */
final class Compilation {

    private Compilation() {}

    /** Compile all files of a folder without warnings, and return their class loader. */
    static URLClassLoader compile(Path sources) {
        Path classes = sources.resolveSibling(sources.getFileName() + "-classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                        compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8);
                Stream<Path> paths = Files.walk(sources)) {
            Files.createDirectories(classes);
            List<String> options = List.of(
                    "-d",
                    classes.toString(),
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "--release",
                    "17",
                    "-proc:none",
                    // No warnings about annotations of libraries that are not on the class path.
                    "-Xlint:all,-classfile,-path",
                    "-Xdoclint:all,-missing",
                    "-Werror");
            List<Path> java =
                    paths.filter(path -> path.toString().endsWith(".java")).toList();
            Boolean compiled = compiler.getTask(
                            null, files, diagnostics, options, null, files.getJavaFileObjectsFromPaths(java))
                    .call();
            assertThat(diagnostics.getDiagnostics())
                    .extracting(Compilation::describe)
                    .isEmpty();
            assertThat(compiled).isTrue();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return loader(classes);
    }

    private static String describe(Diagnostic<? extends JavaFileObject> diagnostic) {
        return diagnostic.toString();
    }

    private static URLClassLoader loader(Path classes) {
        try {
            return new URLClassLoader(new URL[] {classes.toUri().toURL()}, Compilation.class.getClassLoader());
        } catch (MalformedURLException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
