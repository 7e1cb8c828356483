/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.MissingTokenException;
import io.github.replicate4j.generator.change.SchemaUpdate;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs the generator from a command line, such as a task of Gradle:
 *
 * <pre>{@code
 * update --schemas FOLDER [--dry-run] [--fail-on-breaking] [owner/name ...]
 * generate --schemas FOLDER --output FOLDER --package NAME [--header FILE] [--reactive]
 * }</pre>
 *
 * <p>{@code update} reads the API token from the environment variable {@code REPLICATE_API_TOKEN}. The exit code is 0 for
 * success. It is 1 if {@code --fail-on-breaking} is set and a change breaks callers: no schema is stored then. It is 2 for any
 * other failure.
 *
 * @since 0.1.0
 */
public final class GeneratorMain {

    private static final String USAGE = """
            Usage:
              update --schemas FOLDER [--dry-run] [--fail-on-breaking] [owner/name ...]
              generate --schemas FOLDER --output FOLDER --package NAME [--header FILE] [--reactive]""";

    private final PrintStream out;

    private final PrintStream err;

    private final Supplier<Replicate> client;

    GeneratorMain(PrintStream out, PrintStream err, Supplier<Replicate> client) {
        this.out = out;
        this.err = err;
        this.client = client;
    }

    /**
     * Run the generator, and exit.
     *
     * @param arguments a command and its options
     */
    public static void main(String[] arguments) {
        System.exit(new GeneratorMain(System.out, System.err, Replicate::fromEnvironment).run(arguments));
    }

    int run(String... arguments) {
        try {
            CommandLine line = CommandLine.parse(arguments);
            return line.command().equals("update") ? update(line) : generate(line);
        } catch (CommandLine.UsageException ex) {
            this.err.println(ex.getMessage());
            this.err.println(USAGE);
        } catch (MissingTokenException ex) {
            this.err.println("No Replicate API token is set. Set the environment variable REPLICATE_API_TOKEN. Create a"
                    + " token at https://replicate.com/account/api-tokens.");
        } catch (UncheckedIOException ex) {
            this.err.println(ex.getMessage() + " (" + ex.getCause() + ")");
        } catch (RuntimeException ex) {
            this.err.println(ex.getMessage() == null ? ex.toString() : ex.getMessage());
        }
        return 2;
    }

    private int update(CommandLine line) {
        List<SchemaUpdate> updates;
        try (Replicate replicate = this.client.get()) {
            updates = update(line, new SchemaUpdater(replicate, Path.of(line.value("--schemas"))));
        }
        for (SchemaUpdate update : updates) {
            this.out.println(update);
            update.changes().forEach(change -> this.out.println("  " + change));
        }
        if (line.has("--fail-on-breaking") && updates.stream().anyMatch(SchemaUpdate::isBreaking)) {
            this.err.println("Changes break callers, and no schema was stored. Run update without --fail-on-breaking to"
                    + " store the schemas, and adapt the callers.");
            return 1;
        }
        return 0;
    }

    private static List<SchemaUpdate> update(CommandLine line, SchemaUpdater updater) {
        if (line.has("--dry-run")) {
            return updater.check(line.models());
        }
        return line.has("--fail-on-breaking")
                ? updater.updateUnlessBreaking(line.models())
                : updater.update(line.models());
    }

    private int generate(CommandLine line) {
        ModelGenerator.Builder generator = ModelGenerator.builder()
                .schemas(Path.of(line.value("--schemas")))
                .output(Path.of(line.value("--output")))
                .packageName(line.value("--package"))
                .reactive(line.has("--reactive"));
        if (line.has("--header")) {
            generator.header(read(Path.of(line.value("--header"))));
        }
        GenerationResult result = generator.build().generate();
        this.out.println("Generated " + result.written().size() + " types, "
                + result.unchanged().size() + " are up to date.");
        result.deleted().forEach(file -> this.out.println("Deleted " + file));
        return 0;
    }

    private static String read(Path header) {
        try {
            return Files.readString(header);
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read the file of --header, which must be UTF-8: " + header, ex);
        }
    }
}
