/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.ReplicateProperties;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.error.InputFinding;
import io.github.replicate4j.error.InputValidationException;
import io.github.replicate4j.error.UnprocessableEntityException;
import io.github.replicate4j.settings.InputValidation;
import io.github.replicate4j.test.ReplicateEmulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

/** Tests for {@code docs/validating-inputs.md}. */
class ValidatingInputsTests {

    private static final String MODEL = "black-forest-labs/flux-dev";

    @RegisterExtension
    static ReplicateEmulatorExtension emulated = new ReplicateEmulatorExtension();

    /** The rows of the table of wrong inputs. */
    private static List<String[]> rows() throws IOException {
        return Files.readAllLines(Path.of("../docs/validating-inputs.md")).stream()
                .filter(line -> line.startsWith("| `{"))
                .map(line -> line.substring(2, line.length() - 2).split(" \\| "))
                .toList();
    }

    private static Object input(String[] row) {
        return JsonMapper.shared().readValue(row[0].replace("`", ""), Map.class);
    }

    @Test
    void wrongInputsHaveTheDocumentedMessages(ReplicateEmulator emulator, Replicate replicate) throws IOException {
        assertThat(rows()).hasSize(12);
        for (String[] row : rows()) {
            assertThatExceptionOfType(InputValidationException.class)
                    .isThrownBy(() -> replicate.run(
                            request -> request.model(MODEL).input(input(row)).validation(InputValidation.STRICT)))
                    .satisfies(failure -> assertThat(failure.findings())
                            .extracting(InputFinding::message)
                            .containsExactly(row[1]));
        }
        assertThat(emulator.requests().creates()).isEmpty();
    }

    @Test
    void wrongInputsHaveTheDocumentedResponses(Replicate replicate) throws IOException {
        for (String[] row : rows()) {
            assertThat(response(replicate, input(row))).isEqualTo(row[2]);
        }
    }

    private static String response(Replicate replicate, Object input) {
        try {
            replicate.models().predictions().create(MODEL, request -> request.input(input));
            return "none: it is ignored";
        } catch (UnprocessableEntityException ex) {
            return String.valueOf(ex.problem().detail())
                    .lines()
                    .map(line -> line.substring(2))
                    .collect(Collectors.joining());
        }
    }

    @Test
    void propertyConfiguresTheClients() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ReplicateAutoConfiguration.class))
                .withPropertyValues("spring.config.location=classpath:/documentation/validating-inputs.yaml")
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .run(context -> assertThat(
                                context.getBean(ReplicateProperties.class).getValidation())
                        .isEqualTo(InputValidation.STRICT));
    }

    @Test
    void examplesRun(ReplicateEmulator emulator, Replicate replicate) {
        ValidatingInputs examples = new ValidatingInputs(replicate);
        assertThatExceptionOfType(InputValidationException.class)
                .isThrownBy(examples::strictly)
                .withMessageContaining("did you mean num_outputs?");
        assertThat(emulator.requests().creates()).isEmpty();
        assertThat(examples.explain(Map.of("prompt", "Hello"))).isNotEmpty();
        assertThat(examples.schema().fields()).containsKey("aspect_ratio");
    }
}
