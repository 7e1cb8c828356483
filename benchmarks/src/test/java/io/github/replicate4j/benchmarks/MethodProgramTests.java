/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

class MethodProgramTests {

    @Test
    void programWorksInEachTurn() throws Exception {
        try (Program program = program("succeed")) {
            program.ready();
            for (int turn = 0; turn < 2; turn++) {
                Figures figures = program.work(0);
                assertThat(figures.values()).containsOnlyKeys("per second", "CPU us each", "bytes allocated each");
                assertThat(figures.value("per second")).isPositive();
                // Each of the two threads calls the method once.
                assertThat(figures.value("bytes allocated each")).isGreaterThan((double) Work.BYTES / Work.OPERATIONS);
            }
        }
    }

    @Test
    void programThatFailsIsReported() throws Exception {
        try (Program program = program("fail")) {
            program.ready();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> program.work(0))
                    .withMessageContaining("exited during its turn");
        }
    }

    private static Program program(String method) throws IOException {
        return Program.java(MethodProgram.class, Work.class.getName(), method, 2, "size=" + Work.BYTES);
    }

    /** Work that allocates memory. */
    @OperationsPerInvocation(Work.OPERATIONS)
    public static class Work {

        static final int BYTES = 1_000_000;

        static final int OPERATIONS = 10;

        int size;

        private int allocated;

        @Setup
        public void setUp() {
            this.allocated = this.size;
        }

        public byte[] succeed() {
            return new byte[this.allocated];
        }

        public byte[] fail() {
            throw new IllegalStateException("This message is expected");
        }
    }
}
