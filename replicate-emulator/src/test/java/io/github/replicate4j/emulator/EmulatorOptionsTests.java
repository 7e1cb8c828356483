/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.emulator.EmulatorOptions.InvalidOptionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmulatorOptionsTests {

    @Test
    void optionsConfigureTheEmulator() {
        try (ReplicateEmulator emulator = EmulatorOptions.parse("--port=0", "--token=mine", "--page-size=1")
                .start()) {
            assertThat(emulator.token()).isEqualTo("mine");
            assertThat(TestApi.results(new TestApi(emulator).get("/models"))).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--prot=1             | Unknown option '--prot'",
                "8787                 | Unknown option '8787'",
                "--port               | Option --port requires a value: --port=NUMBER",
                "--port=x             | Option --port is invalid: 'x' is not a number",
                "--port=65536         | Option --port is invalid: The port must be 0 to 65535, not 65536",
                "--host=a b           | Option --host is invalid: 'a b' is neither a host name nor an IP address",
                "--https=yes          | Option --https has no value",
                "--outputs=png        | Option --outputs is invalid: 'png' is neither 'data' nor 'url'",
                "--public-url=a b     | Option --public-url is invalid: Illegal character",
                "--webhook-secret=abc | Option --webhook-secret is invalid: A signing secret must begin with whsec_",
            })
    void invalidOptionIsNamed(String argument, String message) {
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> EmulatorOptions.parse("--page-size=1", argument))
                .withMessageStartingWith(message)
                .withMessageEndingWith(". Use --help to list the options.");
    }

    @ParameterizedTest
    @CsvSource({
        "--record=https://api.test/v1, --models=a",
        "--record=https://api.test/v1, --outputs=data",
        "--record=https://api.test/v1, --state=a.zip",
        "--record=https://api.test/v1, --page-size=1",
        "--record=https://api.test/v1, --logs-in-lists",
        "--record=https://api.test/v1, --webhook-secret=whsec_cmVwbGljYXRlLWVtdWxhdG9yLXdlYmhvb2tz",
        "--replay=a, --models=a",
        "--replay=a, --outputs=url",
        "--replay=a, --state=a.zip",
        "--replay=a, --page-size=1",
        "--replay=a, --logs-in-lists",
        "--replay=a, --recordings=a"
    })
    void optionWithoutEffectIsRejected(String mode, String option) {
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> EmulatorOptions.parse(option, mode))
                .withMessage("Option " + option.replaceFirst("=.*", "") + " has no effect with "
                        + mode.replaceFirst("=.*", "") + ": remove one of them. Use --help to list the options.");
    }

    @Test
    void signingSecretOfReplayedResponsesCanBeSet() {
        assertThatCode(() -> EmulatorOptions.parse(
                        "--replay=a", "--webhook-secret=whsec_cmVwbGljYXRlLWVtdWxhdG9yLXdlYmhvb2tz", "--clock=manual"))
                .doesNotThrowAnyException();
    }

    @Test
    void helpListsAllOptions() {
        assertThat(EmulatorOptions.help())
                .contains("  --port=NUMBER            port")
                .contains("  --webhook-secret=SECRET  signing")
                .contains("--version", "--help", "Exit codes");
    }
}
