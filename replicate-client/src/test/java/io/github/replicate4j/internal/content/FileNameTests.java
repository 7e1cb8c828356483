/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.content;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.testing.JavaCommand;
import io.github.replicate4j.testing.Stress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class FileNameTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "out-0.png | out-0.png",
                "größe 1.png | größe 1.png",
                "a/b\\c.png | a_b_c.png",
                "../../etc/passwd | _.._etc_passwd",
                ".. | otherwise",
                "... | otherwise",
                ".bashrc | bashrc",
                "a.png. . | a.png",
                "CON | _CON",
                "nul.txt | _nul.txt",
                "com1.png | _com1.png",
                "COM¹.txt | _COM¹.txt",
                "lpt³ | _lpt³",
                "NUL .txt | _NUL .txt",
                "CONIN$ | _CONIN$",
                "conout$.log | _conout$.log",
                "a.png. | a.png",
                "com10.png | com10.png",
                "console.png | console.png",
                "a:b*c?d\"e<f>g.png | a_b_c_d_e_f_g.png",
                "-rf | -rf"
            })
    void safeNameIsValidInAnyFolder(String name, String safe) {
        assertThat(FileName.safe(name, "otherwise")).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b.png", "a\nb.png", "a\u202egnp.exe", "a\u2028b"})
    void invisibleCharactersAreReplaced(String name) {
        assertThat(FileName.safe(name, "otherwise")).matches("a_[a-z.]+");
    }

    @Test
    void longNameIsShortenedAndKeepsExtension() {
        assertThat(FileName.safe("a".repeat(5000) + ".png", "x")).hasSize(200).endsWith("aaa.png");
        String safe = FileName.safe("\ud83d\ude00".repeat(500) + ".png", "x");
        assertThat(FileName.bytes(safe)).isBetween(190, 200);
        assertThat(safe).endsWith("\ud83d\ude00.png");
        assertThat(FileName.safe("a." + "b".repeat(5000), "x")).hasSize(200);
        assertThat(FileName.safe("a".repeat(199) + "." + "b".repeat(30), "x")).isEqualTo("a".repeat(199));
        assertThat(FileName.safe("a".repeat(195) + " . . " + "b".repeat(30), "x"))
                .isEqualTo("a".repeat(195));
    }

    @Test
    void safeNameStaysInFolder(@TempDir Path folder) throws Exception {
        for (String name : new String[] {"../x", "/etc/passwd", "a".repeat(4000), "\u0001", "..\\..\\x", "CON"}) {
            Path file = Files.createFile(folder.resolve(FileName.safe(name, "otherwise")));
            assertThat(file.toRealPath().getParent()).isEqualTo(folder.toRealPath());
        }
    }

    @Test
    void concurrentWritersGetDifferentNames(@TempDir Path folder) throws Exception {
        Set<Path> saved = Flux.range(0, 30)
                .flatMap(each -> new FileWriter(folder, "out.png")
                        .write(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(new byte[] {each.byteValue()}))))
                .collect(Collectors.toSet())
                .block();
        assertThat(saved).hasSize(30);
        Set<String> names = IntStream.rangeClosed(2, 30)
                .mapToObj(each -> String.format(Locale.ROOT, "out-%d.png", each))
                .collect(Collectors.toSet());
        names.add("out.png");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(each -> each.getFileName().toString())).containsExactlyInAnyOrderElementsOf(names);
        }
        for (Path each : saved) {
            assertThat(each).hasSize(1);
        }
    }

    @Test
    void writeCancelledBeforeStartLeavesNoFile(@TempDir Path folder) {
        Flux.range(0, Stress.times(200, 2000))
                .doOnNext(each -> {
                    Disposable saving =
                            new FileWriter(folder, "out").write(Flux.never()).subscribe();
                    LockSupport.parkNanos(each % 20 * 1000L);
                    saving.dispose();
                })
                .blockLast();
        await().during(Duration.ofMillis(100)).until(() -> {
            try (Stream<Path> files = Files.list(folder)) {
                return files.findAny().isEmpty();
            }
        });
    }

    @Test
    void fileInFolderIsNotReplaced(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("out"), "mine");
        Path saved =
                new FileWriter(folder, "out").write(Flux.from(Mono.empty())).block();
        assertThat(saved).hasFileName("out-2").isEmptyFile();
        assertThat(folder.resolve("out")).hasContent("mine");
    }

    /** Run with the locale of a container that sets none. */
    static final class PlainLocale {

        private PlainLocale() {}

        public static void main(String[] folder) {
            new FileWriter(Path.of(folder[0]), "\u65e5\u672c.png")
                    .write(Flux.empty())
                    .block();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void savesFileWhenLocaleCannotEncodeName(@TempDir Path folder) throws Exception {
        ProcessBuilder program = new ProcessBuilder(JavaCommand.of(
                "-cp", System.getProperty("java.class.path"), PlainLocale.class.getName(), folder.toString()));
        program.environment().put("LC_ALL", "C");
        Process process = program.inheritIO().start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(each -> each.getFileName().toString())).containsExactly("__.png");
        }
    }
}
