/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.testing;

/** Size of tests with many repetitions: small by default, full if the system property {@code replicate4j.stress} is set. */
public final class Stress {

    private Stress() {}

    public static int times(int usual, int stress) {
        return Boolean.getBoolean("replicate4j.stress") ? stress : usual;
    }
}
