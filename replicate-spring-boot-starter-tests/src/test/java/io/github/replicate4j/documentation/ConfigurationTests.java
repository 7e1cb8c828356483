/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.autoconfigure.ReplicateProperties;
import io.github.replicate4j.autoconfigure.emulator.EmulatorReplicateConnectionDetails;
import io.github.replicate4j.documentation.Configurations.Vault;
import io.github.replicate4j.emulator.ReplicateEmulator;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Tests for the code of {@code docs/configuration.md}. */
class ConfigurationTests {

    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ReplicateAutoConfiguration.class));

    @Test
    void readsYamlProperties() {
        this.context
                .withPropertyValues("spring.config.location=classpath:/documentation/", "MY_SECRET_TOKEN=r8_from_yaml")
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .run(context -> {
                    ReplicateProperties properties = context.getBean(ReplicateProperties.class);
                    assertThat(properties.getBearerToken()).isEqualTo("r8_from_yaml");
                    assertThat(properties.getRun().getTimeout()).isEqualTo(Duration.ofMinutes(5));
                    assertThat(properties.getRetry().getMaxRetries()).isEqualTo(3);
                });
    }

    private ApplicationContextRunner configured(String folder) {
        return this.context
                .withPropertyValues("spring.config.location=classpath:/documentation/" + folder + "/")
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "environment", Map.of("REPLICATE_API_TOKEN", "r8_environment"))));
    }

    @Test
    void testsWithOneLineDoNotCallReplicateDespiteTheTokenOfTheEnvironment() {
        configured("emulator").run(context -> {
            assertThat(context.getBean(Replicate.class).baseUrl()).hasHost("localhost");
            assertThat(context.getBean(ReplicateConnectionDetails.class).getBearerToken())
                    .isEqualTo("emulator");
        });
    }

    @Test
    void usesAnEmulatorOnAnotherHostWithoutTheToken() {
        configured("remote-emulator").run(context -> {
            assertThat(context.getBean(Replicate.class).baseUrl()).hasHost("host.docker.internal");
            assertThat(context.getBean(ReplicateConnectionDetails.class).getBearerToken())
                    .isEqualTo("emulator");
        });
    }

    @Test
    void trustsTheCertificateOfAStandaloneEmulator() {
        try (ReplicateEmulator emulator = ReplicateEmulator.builder().https().start()) {
            configured("https-emulator")
                    .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
                    .withPropertyValues(
                            "replicate.emulator.base-url=" + emulator.baseUrl(),
                            "spring.ssl.bundle.pem.emulator.truststore.certificate=file:" + emulator.certificate())
                    .run(context -> {
                        context.getBean(Replicate.class).predictions().list();
                        assertThat(emulator.requests().all()).hasSize(1);
                    });
        }
    }

    @Test
    void usesABuilderOfTheApplicationIfItIsSet() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            this.context
                    .withBean(ReplicateConnectionDetails.class, () -> EmulatorReplicateConnectionDetails.to(emulator))
                    .withUserConfiguration(Configurations.Gateway.class)
                    .run(context -> {
                        context.getBean(Replicate.class).predictions().list();
                        assertThat(emulator.requests().all())
                                .singleElement()
                                .satisfies(request -> assertThat(request.header("X-Gateway-Key"))
                                        .isEqualTo("posters"));
                    });
        }
    }

    @Test
    void usesTheTokenOfAConnectionDetailsBean() {
        this.context
                .withBean(Vault.class, () -> () -> "r8_from_vault")
                .withUserConfiguration(Configurations.OwnConnection.class)
                .run(context -> assertThat(context.getBean(ReplicateConnectionDetails.class)
                                .getBearerToken())
                        .isEqualTo("r8_from_vault"));
    }

    @Test
    void sendsTheHeaderOfACustomizer() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            this.context
                    .withBean(ReplicateConnectionDetails.class, () -> EmulatorReplicateConnectionDetails.to(emulator))
                    .withUserConfiguration(Configurations.Customized.class)
                    .run(context -> {
                        context.getBean(Replicate.class).predictions().list();
                        assertThat(emulator.requests().all())
                                .singleElement()
                                .satisfies(request ->
                                        assertThat(request.header("X-Team")).isEqualTo("posters"));
                    });
        }
    }
}
