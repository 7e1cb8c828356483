/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import java.util.Map;

/** A program with nothing but the client and its dependencies. It does not close the client. */
final class StandaloneProgram {

    private StandaloneProgram() {}

    public static void main(String[] arguments) {
        Replicate replicate = Replicate.builder()
                .baseUrl(arguments[0])
                .bearerToken("r8_standalone")
                .build();
        System.out.println(replicate.run("owner/name", Map.of("text", "x")).text());
    }
}
