/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.internal.http.Loopback;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs an emulator as a command-line application.
 *
 * @since 0.1.0
 */
public final class EmulatorMain {

    /** The time to complete responses on shutdown. Docker waits for ten seconds in total. */
    private static final Duration RESPONSE_LIMIT = Duration.ofSeconds(5);

    private static final int CANNOT_START = 1;

    private static final int INVALID_OPTION = 2;

    private EmulatorMain() {}

    /**
     * Start the emulator, and run it until the process is terminated. The exit code is 1 if the emulator cannot start, for example
     * because the port is in use, and 2 if an option is invalid.
     *
     * @param arguments the options, as described by {@code --help}
     * @throws InterruptedException if the thread is interrupted while the emulator runs
     */
    public static void main(String[] arguments) throws InterruptedException {
        // Pictures are drawn in memory: this prevents an icon in the macOS dock.
        System.setProperty("java.awt.headless", "true");
        List<String> options = List.of(arguments);
        if (options.contains("--help")) {
            System.out.print(EmulatorOptions.help());
        } else if (options.contains("--version")) {
            System.out.println("Replicate emulator " + version());
        } else {
            run(start(arguments), System.out);
        }
    }

    private static ReplicateEmulator start(String... arguments) {
        try {
            return EmulatorOptions.parse(arguments).start();
        } catch (EmulatorOptions.InvalidOptionException ex) {
            throw exit(ex, INVALID_OPTION);
        } catch (IllegalArgumentException | IllegalStateException ex) {
            throw exit(ex, CANNOT_START);
        }
    }

    private static RuntimeException exit(RuntimeException ex, int code) {
        System.err.println(ex.getMessage());
        System.exit(code);
        return ex;
    }

    private static String version() {
        String version = EmulatorMain.class.getPackage().getImplementationVersion();
        return version == null ? "(unknown version)" : version;
    }

    private static void run(ReplicateEmulator emulator, PrintStream out) throws InterruptedException {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> emulator.closeGracefully(RESPONSE_LIMIT), "replicate-emulator-stop"));
        out.println(startText(emulator));
        out.flush();
        emulator.awaitClose();
    }

    /** Return how clients connect to an emulator. */
    static String startText(ReplicateEmulator emulator) {
        URI baseUrl = emulator.baseUrl();
        String token = emulator.isRecording() ? "YOUR_TOKEN" : emulator.token();
        Path certificate = emulator.certificate();
        List<String> lines = new ArrayList<>();
        lines.add("The Replicate emulator is running. " + emulator.notice());
        lines.add("");
        lines.add("  base URL     " + baseUrl);
        lines.add("  replicate4j  "
                + (emulator.isRecording() && !Loopback.isHttpsOrLocal(baseUrl)
                        ? "after a restart with --https: tokens of Replicate are sent to other hosts over HTTPS only"
                        : starterProperties(baseUrl, token))
                + (certificate == null
                        ? ""
                        : ", with replicate.http.ssl.bundle=emulator and"
                                + " spring.ssl.bundle.pem.emulator.truststore.certificate=file:" + certificate));
        lines.add("  JavaScript   new Replicate({ auth: '" + token + "', baseUrl: '" + baseUrl + "' })");
        lines.add("  curl         curl " + (certificate == null ? "" : "--cacert '" + certificate + "' ")
                + "-H 'Authorization: Bearer " + token + "' " + baseUrl + "/predictions");
        if (certificate != null) {
            lines.add("  certificate  " + certificate);
        }
        lines.add("  control API  " + emulator.controlUrl());
        lines.add("");
        lines.add("Press Ctrl+C to stop it.");
        return String.join(System.lineSeparator(), lines);
    }

    /** The starter accepts plain HTTP to another host only in a property that never sends a token of Replicate. */
    static String starterProperties(URI baseUrl, String token) {
        if (Loopback.isHttpsOrLocal(baseUrl)) {
            return "replicate.base-url=" + baseUrl + " and replicate.bearer-token=" + token;
        }
        String property = "replicate.emulator.base-url=" + baseUrl;
        return token.equals(ReplicateEmulator.DEFAULT_TOKEN)
                ? property
                : property + ", after a restart without --token: this property sends the token "
                        + ReplicateEmulator.DEFAULT_TOKEN;
    }
}
