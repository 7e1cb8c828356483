/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Runs an emulator as a command-line application.
 *
 * @since 0.1.0
 */
public final class EmulatorMain {

    static final int DEFAULT_PORT = 8787;

    private static final String HELP =
            String.format(Locale.ROOT, """
            A local emulator of the Replicate API.

              --port=NUMBER            port (default: %d; 0 for any free port)
              --public-url=URL         URL at which other hosts connect (default: only this machine can connect)
              --token=TOKEN            only accepted API token (default: any token)
              --page-size=NUMBER       number of items on a page of a list (default: 100)
              --webhook-secret=SECRET  signing secret of webhooks (default: the same for all emulators)
              --record=URL             forward requests to the API with this base URL, and record them
              --recordings=FOLDER      folder for the recordings (default: %s)
              --replay=FOLDER          respond with the recordings in this folder
              --help                   show this help
            """, DEFAULT_PORT, ReplicateEmulatorBuilder.DEFAULT_RECORDINGS);

    private EmulatorMain() {}

    /**
     * Start the emulator.
     *
     * @param arguments the options, as described by {@code --help}
     * @throws InterruptedException if the thread is interrupted while the emulator runs
     */
    public static void main(String[] arguments) throws InterruptedException {
        // Pictures are drawn in memory: this prevents an icon in the macOS dock.
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
        } catch (IllegalArgumentException | IllegalStateException ex) {
            System.err.println(ex.getMessage());
            System.exit(1);
        }
    }

    static void apply(String argument, ReplicateEmulatorBuilder builder) {
        if (argument.startsWith("--port=")) {
            builder.port(number(argument.substring("--port=".length())));
        } else if (argument.startsWith("--public-url=")) {
            builder.publicUrl(URI.create(argument.substring("--public-url=".length())));
        } else if (argument.startsWith("--token=")) {
            builder.token(argument.substring("--token=".length()));
        } else if (argument.startsWith("--page-size=")) {
            builder.pageSize(number(argument.substring("--page-size=".length())));
        } else if (argument.startsWith("--webhook-secret=")) {
            builder.webhookSecret(argument.substring("--webhook-secret=".length()));
        } else if (argument.startsWith("--record=")) {
            builder.record(URI.create(argument.substring("--record=".length())));
        } else if (argument.startsWith("--recordings=")) {
            builder.recordings(Path.of(argument.substring("--recordings=".length())));
        } else if (argument.startsWith("--replay=")) {
            builder.replay(Path.of(argument.substring("--replay=".length())));
        } else {
            throw new IllegalArgumentException("Unknown option '" + argument + "': use --help to list the options");
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException ex) {
            throw new IllegalArgumentException("'" + text + "' is not a number", ex);
        }
    }

    private static void run(ReplicateEmulator emulator, PrintStream out) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "replicate-emulator-stop"));
        out.println("The Replicate emulator is running. " + emulator.notice());
        out.println();
        out.println("  base URL     " + emulator.baseUrl());
        out.println("  replicate4j  " + starterProperties(emulator.baseUrl(), emulator.token()));
        out.println("  JavaScript   new Replicate({ auth: '" + emulator.token() + "', baseUrl: '" + emulator.baseUrl()
                + "' })");
        out.println("  curl         curl -H 'Authorization: Bearer " + emulator.token() + "' " + emulator.baseUrl()
                + "/predictions");
        out.println();
        out.println("Press Ctrl+C to stop it.");
        out.flush();
        emulator.awaitClose();
    }

    /** The starter accepts plain HTTP to another host only in a property that never sends a token of Replicate. */
    static String starterProperties(URI baseUrl, String token) {
        if ("https".equals(baseUrl.getScheme()) || "localhost".equals(baseUrl.getHost())) {
            return "replicate.base-url=" + baseUrl + " and replicate.bearer-token=" + token;
        }
        String property = "replicate.emulator.base-url=" + baseUrl;
        return token.equals(ReplicateEmulator.DEFAULT_TOKEN)
                ? property
                : property + ", after a restart without --token: this property sends the token "
                        + ReplicateEmulator.DEFAULT_TOKEN;
    }
}
