/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The options of the command line.
 */
final class EmulatorOptions {

    static final int DEFAULT_PORT = 8787;

    private static final List<Option> OPTIONS = List.of(
            option(
                    "port",
                    "NUMBER",
                    "port (default: " + DEFAULT_PORT + "; 0 for any free port)",
                    (builder, value) -> builder.port(number(value))),
            option(
                    "host",
                    "ADDRESS",
                    "address to listen on (default: 127.0.0.1 and ::1; 0.0.0.0 for all addresses)",
                    (builder, value) -> builder.host(value)),
            option(
                    "public-url",
                    "URL",
                    "URL at which other hosts connect; without --host, listens on all addresses",
                    (builder, value) -> builder.publicUrl(URI.create(value))),
            option(
                    "https",
                    null,
                    "use HTTPS, with a certificate that is created at start-up",
                    (builder, value) -> builder.https()),
            option(
                    "outputs",
                    "data|url",
                    "output files as data URLs, or as URLs of the emulator (the default)",
                    EmulatorOptions::outputs),
            option(
                    "state",
                    "FILE",
                    "file that keeps predictions, files and deployments between restarts",
                    (builder, value) -> builder.stateFile(Path.of(value))),
            option(
                    "models",
                    "FOLDER",
                    "folder of JSON files that define models (default: only built-in models)",
                    (builder, value) -> builder.models(Path.of(value))),
            option(
                    "clock",
                    "TIME",
                    "'manual', or the time at which a manual clock starts (default: the system clock)",
                    (builder, value) -> builder.clock(clock(value))),
            option(
                    "control",
                    null,
                    "let other hosts use the control API (default: only this machine can use it)",
                    (builder, value) -> builder.allowRemoteControl()),
            option(
                    "record",
                    "URL",
                    "forward requests to the API with this base URL, and record them",
                    (builder, value) -> builder.record(URI.create(value))),
            option(
                    "recordings",
                    "FOLDER",
                    "folder for the recordings (default: " + RecordingConfiguration.DEFAULT_FOLDER + ")",
                    (builder, value) -> builder.recordings(Path.of(value))),
            option(
                    "replay",
                    "FOLDER",
                    "respond with the recordings in this folder",
                    (builder, value) -> builder.replay(Path.of(value))),
            option(
                    "token",
                    "TOKEN",
                    "only accepted API token (default: any token)",
                    (builder, value) -> builder.token(value)),
            option(
                    "page-size",
                    "NUMBER",
                    "number of items on a page of a list (default: 100)",
                    (builder, value) -> builder.pageSize(number(value))),
            option(
                    "logs-in-lists",
                    null,
                    "include logs in lists of predictions and trainings (default: no logs in lists)",
                    (builder, value) -> builder.logsInLists()),
            option(
                    "webhook-secret",
                    "SECRET",
                    "signing secret of webhooks (default: the same for all emulators)",
                    (builder, value) -> builder.webhookSecret(value)));

    private EmulatorOptions() {}

    /**
     * Create a builder with the given options.
     *
     * @throws InvalidOptionException if an option is unknown or its value is invalid
     */
    static ReplicateEmulatorBuilder parse(String... arguments) {
        ReplicateEmulatorBuilder builder =
                ReplicateEmulator.builder().port(DEFAULT_PORT).anyToken();
        Map<String, String> flags = new HashMap<>();
        for (String argument : arguments) {
            apply(argument, builder);
            builder.recording().responseSettings().forEach(setting -> flags.putIfAbsent(setting, flag(argument)));
        }
        String unused = builder.recording().settingWithoutEffect();
        if (unused != null) {
            throw new InvalidOptionException(
                    "Option " + flags.get(unused) + " has no effect with --"
                            + builder.recording().mode() + ": remove one of them",
                    null);
        }
        return builder;
    }

    private static String flag(String argument) {
        int equals = argument.indexOf('=');
        return equals < 0 ? argument : argument.substring(0, equals);
    }

    private static void apply(String argument, ReplicateEmulatorBuilder builder) {
        int equals = argument.indexOf('=');
        String flag = flag(argument);
        Option option = OPTIONS.stream()
                .filter(candidate -> candidate.flag().equals(flag))
                .findFirst()
                .orElseThrow(() -> new InvalidOptionException("Unknown option '" + flag + "'", null));
        String placeholder = option.placeholder();
        if (placeholder == null && equals >= 0) {
            throw new InvalidOptionException(
                    "Option " + flag + " has no value: remove '" + argument.substring(equals) + "'", null);
        }
        if (placeholder != null && equals < 0) {
            throw new InvalidOptionException("Option " + flag + " requires a value: " + option.usage(), null);
        }
        try {
            option.setter().accept(builder, argument.substring(equals + 1));
        } catch (IllegalArgumentException ex) {
            throw new InvalidOptionException("Option " + flag + " is invalid: " + ex.getMessage(), ex);
        }
    }

    private static void outputs(ReplicateEmulatorBuilder builder, String value) {
        if (!value.equals("data") && !value.equals("url")) {
            throw new IllegalArgumentException("'" + value + "' is neither 'data' nor 'url'");
        }
        builder.outputs(value.equals("data"));
    }

    static String help() {
        StringBuilder help = new StringBuilder("A local emulator of the Replicate API.\n\n");
        for (Option option : OPTIONS) {
            appendLine(help, option.usage(), option.description());
        }
        appendLine(help, "--version", "show the version");
        appendLine(help, "--help", "show this help");
        return help.append("""

                Exit codes: 1 if the emulator cannot start, for example because the port is in use; 2 if an option is invalid.
                """).toString();
    }

    private static void appendLine(StringBuilder help, String usage, String description) {
        help.append(String.format(Locale.ROOT, "  %-24s %s%n", usage, description));
    }

    private static EmulatorClock clock(String text) {
        try {
            return text.equals("manual") ? EmulatorClock.manual() : EmulatorClock.manual(Instant.parse(text));
        } catch (DateTimeParseException ex) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a clock: use manual, or a time such as 2026-01-31T12:00:00Z", ex);
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException ex) {
            throw new IllegalArgumentException("'" + text + "' is not a number", ex);
        }
    }

    private static Option option(
            String name,
            @Nullable String placeholder,
            String description,
            BiConsumer<ReplicateEmulatorBuilder, String> setter) {
        return new Option("--" + name, placeholder, description, setter);
    }

    /**
     * An option.
     *
     * @param placeholder the name of the value, or null if the option has none
     * @param setter receives the value, or the name of the option if it has none
     */
    private record Option(
            String flag,
            @Nullable String placeholder,
            String description,
            BiConsumer<ReplicateEmulatorBuilder, String> setter) {

        String usage() {
            return this.placeholder == null ? this.flag : this.flag + "=" + this.placeholder;
        }
    }

    /**
     * Signals an option that is unknown or has an invalid value.
     */
    static final class InvalidOptionException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        InvalidOptionException(String problem, @Nullable Throwable cause) {
            super(problem + ". Use --help to list the options.", cause);
        }
    }
}
