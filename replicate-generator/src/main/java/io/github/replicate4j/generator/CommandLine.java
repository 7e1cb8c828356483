/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The arguments of {@link GeneratorMain}.
 *
 * @param options the values of the options; empty for an option without a value
 */
record CommandLine(String command, Map<String, String> options, List<String> models) {

    private static final Map<String, Set<String>> VALUES =
            Map.of("update", Set.of("--schemas"), "generate", Set.of("--schemas", "--output", "--package", "--header"));

    private static final Map<String, Set<String>> FLAGS =
            Map.of("update", Set.of("--dry-run", "--fail-on-breaking"), "generate", Set.of("--reactive"));

    /** @throws UsageException if the arguments are invalid */
    static CommandLine parse(String... arguments) {
        String command = arguments.length == 0 ? "" : arguments[0];
        Set<String> values = VALUES.getOrDefault(command, Set.of());
        if (values.isEmpty()) {
            throw new UsageException("The first argument must be the command: update or generate.");
        }
        Map<String, String> options = new LinkedHashMap<>();
        List<String> models = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            String argument = arguments[i];
            if (values.contains(argument)) {
                if (++i == arguments.length) {
                    throw new UsageException("The option " + argument + " has no value.");
                }
                options.put(argument, arguments[i]);
            } else if (FLAGS.getOrDefault(command, Set.of()).contains(argument)) {
                options.put(argument, "");
            } else if (argument.startsWith("-") || !command.equals("update")) {
                throw new UsageException("The argument " + argument + " is not known.");
            } else {
                models.add(argument);
            }
        }
        return new CommandLine(command, options, models);
    }

    String value(String option) {
        String value = this.options.get(option);
        if (value == null) {
            throw new UsageException("The option " + option + " is missing.");
        }
        return value;
    }

    boolean has(String option) {
        return this.options.containsKey(option);
    }

    /** The command line is invalid. */
    static final class UsageException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }
}
