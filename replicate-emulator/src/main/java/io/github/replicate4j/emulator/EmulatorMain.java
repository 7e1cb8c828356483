/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.emulator;

import java.io.PrintStream;

/** PredictionService an emulator as a program, until it is stopped. */
public final class EmulatorMain {

    static final int DEFAULT_PORT = 8787;

    private static final String HELP = """
            A local stand-in for the Replicate API.

              --port=NUMBER       listen on this port of the loopback address (default %d; 0 for any free one)
              --token=TEXT        let in this token only (default: any token)
              --page-size=NUMBER  put so many items on a page of a list (default: 100)
              --webhook-secret=TEXT
                                  sign webhooks with this secret (default: the one of all emulators)
              --help              show this
            """.formatted(DEFAULT_PORT);

    private EmulatorMain() {}

    /**
     * Starts the program.
     *
     * @param arguments see {@code --help}
     * @throws InterruptedException if the thread is interrupted while the emulator runs
     */
    public static void main(String[] arguments) throws InterruptedException {
        // Pictures are painted in memory: no window, and no icon in the dock of a Mac.
        System.setProperty("java.awt.headless", "true");
        ReplicateEmulatorBuilder builder =
                ReplicateEmulator.builder().port(DEFAULT_PORT).anyToken();
        try {
            for (String argument : arguments) {
                if (argument.equals("--help")) {
                    System.out.print(HELP);
                    return;
                }
                apply(argument, builder);
            }
            run(builder.start(), System.out);
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    static void apply(String argument, ReplicateEmulatorBuilder builder) {
        if (argument.startsWith("--port=")) {
            builder.port(number(argument.substring("--port=".length())));
        } else if (argument.startsWith("--token=")) {
            builder.token(argument.substring("--token=".length()));
        } else if (argument.startsWith("--page-size=")) {
            builder.pageSize(number(argument.substring("--page-size=".length())));
        } else if (argument.startsWith("--webhook-secret=")) {
            builder.webhookSecret(argument.substring("--webhook-secret=".length()));
        } else {
            throw new IllegalArgumentException("'" + argument + "' is not understood: --help shows what is");
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no number", e);
        }
    }

    private static void run(ReplicateEmulator emulator, PrintStream out) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "replicate-emulator-stop"));
        out.println("The Replicate emulator is up. Its answers are made up.");
        out.println();
        out.println("  base URL     " + emulator.baseUrl());
        out.println("  replicate4j  replicate.base-url=" + emulator.baseUrl() + " and replicate.bearer-token="
                + emulator.token());
        out.println("  JavaScript   new Replicate({ auth: '" + emulator.token() + "', baseUrl: '" + emulator.baseUrl()
                + "' })");
        out.println("  curl         curl -H 'Authorization: Bearer " + emulator.token() + "' " + emulator.baseUrl()
                + "/predictions");
        out.println();
        out.println("Stop it with Ctrl+C.");
        out.flush();
        emulator.awaitClose();
    }
}
