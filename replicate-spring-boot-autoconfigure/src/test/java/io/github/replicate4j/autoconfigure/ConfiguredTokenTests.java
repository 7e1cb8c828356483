/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The API token of an application whose properties and environment contain several. */
@ExtendWith(OutputCaptureExtension.class)
class ConfiguredTokenTests {

    private static final String ENVIRONMENT = "REPLICATE_API_TOKEN";

    private static final ClassLoader WITHOUT_EMULATOR = new FilteredClassLoader(ReplicateEmulator.class);

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ReplicateAutoConfiguration.class))
            .withClassLoader(WITHOUT_EMULATOR);

    /** The properties of a test have a higher precedence than the environment, and those of the application a lower one. */
    private ApplicationContextRunner with(
            Map<String, Object> test, Map<String, Object> environment, Map<String, Object> application) {
        return this.context.withInitializer(context -> {
            MutablePropertySources sources = context.getEnvironment().getPropertySources();
            sources.forEach(source -> sources.remove(source.getName()));
            sources.addLast(new MapPropertySource("test", test));
            sources.addLast(new SystemEnvironmentPropertySource("systemEnvironment", environment));
            sources.addLast(new MapPropertySource("application", application));
        });
    }

    private static String token(ApplicationContextRunner runner) {
        Map<String, String> token = new LinkedHashMap<>();
        runner.run(context -> token.put(
                "token", context.getBean(ReplicateConnectionDetails.class).getBearerToken()));
        return token.get("token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicate.bearer-token", "replicate.api-token"})
    void testPropertyTakesPrecedenceOverTheEnvironment(String property, CapturedOutput output) {
        assertThat(token(with(Map.of(property, "r8_test"), Map.of(ENVIRONMENT, "r8_environment"), Map.of())))
                .isEqualTo("r8_test");
        assertThat(output).doesNotContain("different tokens");
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicate.bearer-token", "replicate.api-token"})
    void environmentTakesPrecedenceOverApplicationProperties(String property, CapturedOutput output) {
        assertThat(token(with(Map.of(), Map.of(ENVIRONMENT, "r8_environment"), Map.of(property, "r8_application"))))
                .isEqualTo("r8_environment");
        assertThat(output).doesNotContain("different tokens");
    }

    @Test
    void emptyTestPropertyRemovesTheTokenOfTheEnvironment() {
        assertThat(token(with(Map.of("replicate.bearer-token", ""), Map.of(ENVIRONMENT, "r8_environment"), Map.of())))
                .isNull();
    }

    @Test
    void emptyEnvironmentVariableIsNotReplacedByALowerSource() {
        assertThat(token(with(Map.of(), Map.of(ENVIRONMENT, ""), Map.of("replicate.bearer-token", "r8_application"))))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bearerTokenIsUsedWithAWarningIfBothAreSetInOnePlace(boolean emulator, CapturedOutput output) {
        assertThat(token(with(
                                Map.of(),
                                Map.of(),
                                Map.of("replicate.bearer-token", "r8_one", "replicate.api-token", "r8_two"))
                        .withClassLoader(emulator ? getClass().getClassLoader() : WITHOUT_EMULATOR)))
                .isEqualTo("r8_one");
        assertThat(output)
                .containsOnlyOnce("'replicate.bearer-token' and 'replicate.api-token' are set to different tokens")
                .doesNotContain("r8_");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "replicate.bearer-token | \"r8_quoted\" | in quotes",
                "replicate.bearer-token | 'r8_quoted' | in quotes",
                "replicate.bearer-token | ${MY_SECRET_TOKEN} | placeholder",
                "replicate.api-token | \"r8_quoted\" | in quotes",
                "replicate.api-token | ${MY_SECRET_TOKEN} | placeholder",
            })
    void malformedTokenFailsStartupWithTheNameOfItsProperty(String property, String token, String reason) {
        with(Map.of(property, token), Map.of(), Map.of())
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(ReplicateConfigurationException.class)
                        .hasMessageContaining("'" + property + "'")
                        .hasMessageContaining(reason)
                        .hasMessageNotContaining("r8_"));
    }

    @Test
    void quotedTokenOfTheEnvironmentFailsStartup() {
        with(Map.of(), Map.of(ENVIRONMENT, "\"r8_quoted\""), Map.of())
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(ReplicateConfigurationException.class)
                        .hasMessageContaining("'replicate.api-token'")
                        .hasMessageContaining("in quotes"));
    }

    @ParameterizedTest
    @CsvSource({
        "REPLICATE_POLL_INTERVAL, 0.5, replicate.run.poll-interval",
        "REPLICATE_POLL_INTERVAL, 2, replicate.run.poll-interval",
        "REPLICATE_API_BASE_URL, https://replicate.invalid/v1, replicate.base-url"
    })
    void variablesOfThePythonClientAreIgnoredWithAWarning(
            String variable, String value, String property, CapturedOutput output) {
        with(Map.of(), Map.of(variable, value, ENVIRONMENT, "r8_environment"), Map.of())
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    ReplicateProperties properties = context.getBean(ReplicateProperties.class);
                    assertThat(properties.getRun().getPollInterval()).isNull();
                    assertThat(properties.getBaseUrl()).isNull();
                    assertThat(output).containsOnlyOnce(variable).contains("'" + property + "'");
                });
    }

    @Test
    void pollIntervalOfTheEnvironmentHasTheNameOfItsProperty(CapturedOutput output) {
        with(Map.of(), Map.of("REPLICATE_RUN_POLL_INTERVAL", "2s", ENVIRONMENT, "r8_environment"), Map.of())
                .run(context -> assertThat(context.getBean(ReplicateProperties.class)
                                .getRun()
                                .getPollInterval())
                        .hasSeconds(2));
        assertThat(output).doesNotContain("is ignored");
    }
}
