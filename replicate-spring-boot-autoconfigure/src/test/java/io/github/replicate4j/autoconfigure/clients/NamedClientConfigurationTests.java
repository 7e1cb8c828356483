/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.ReplicateBuilderCustomizer;
import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.autoconfigure.clients.internal.ClientName;
import io.github.replicate4j.autoconfigure.models.ImportReplicateModels;
import io.github.replicate4j.autoconfigure.observation.ReplicateObservationAutoConfiguration;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookAutoConfiguration;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.run.ReplicateModel;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.test.util.ReflectionTestUtils;

/** Clients of {@code replicate.clients} and mistakes in their properties. */
class NamedClientConfigurationTests {

    private static ReplicateEmulator emulator;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ReplicateAutoConfiguration.class,
                    ReplicateWebhookAutoConfiguration.class,
                    ReplicateObservationAutoConfiguration.class,
                    ReplicateClientsAutoConfiguration.class))
            .withPropertyValues("replicate.bearer-token=r8_default", "replicate.base-url=" + emulator.baseUrl());

    @BeforeAll
    static void startEmulator() {
        emulator = ReplicateEmulator.builder().anyToken().start();
    }

    @AfterEach
    void reset() {
        emulator.reset();
    }

    @AfterAll
    static void stopEmulator() {
        emulator.close();
    }

    private static Replicate client(ApplicationContext context, String name) {
        return BeanFactoryAnnotationUtils.qualifiedBeanOfType(
                context.getAutowireCapableBeanFactory(), Replicate.class, name);
    }

    private static List<String> tokens() {
        return emulator.requests().all().stream()
                .map(JournalEntry::authorization)
                .toList();
    }

    private ReplicateConfigurationException failure(ApplicationContextRunner runner) {
        ReplicateConfigurationException[] failure = new ReplicateConfigurationException[1];
        runner.run(context -> {
            Throwable cause = context.getStartupFailure();
            assertThat(cause).isNotNull();
            while (!(cause instanceof ReplicateConfigurationException) && cause.getCause() != null) {
                cause = cause.getCause();
            }
            assertThat(cause).isInstanceOf(ReplicateConfigurationException.class);
            failure[0] = (ReplicateConfigurationException) cause;
        });
        assertThat(failure[0].getMessage() + ReflectionTestUtils.getField(failure[0], "action"))
                .contains("replicate.clients")
                .doesNotContain("r8_");
        return failure[0];
    }

    @Test
    void anApplicationWithOneClientHasNoFurtherBeans() {
        String[][] names = new String[2][];
        this.runner.run(context -> names[0] = context.getBeanDefinitionNames());
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ReplicateAutoConfiguration.class,
                        ReplicateWebhookAutoConfiguration.class,
                        ReplicateObservationAutoConfiguration.class))
                .withPropertyValues("replicate.bearer-token=any")
                .run(context -> names[1] = context.getBeanDefinitionNames());
        assertThat(names[0]).containsExactly(names[1]);
    }

    @Test
    void theDefaultClientIsInjectedWithoutQualifier() {
        this.runner
                .withPropertyValues("replicate.clients.team-a.bearer-token=r8_a")
                .run(context -> {
                    context.getBeanProvider(Replicate.class)
                            .getObject()
                            .account()
                            .get();
                    context.getBeanProvider(AsyncReplicate.class)
                            .getObject()
                            .account()
                            .get()
                            .block();
                    ReplicateBuilder builder =
                            context.getBeanProvider(ReplicateBuilder.class).getObject();
                    try (Replicate built = builder.build()) {
                        built.account().get();
                    }
                    assertThat(tokens()).hasSize(3).containsOnly("Bearer r8_default");
                });
    }

    @Test
    void inheritsSettingsButNoSecrets() {
        this.runner
                .withPropertyValues(
                        "replicate.default-headers.X-One=default",
                        "replicate.default-headers.X-Two=default",
                        "replicate.run.timeout=7m",
                        "replicate.webhook.secrets=whsec_" + "A".repeat(32),
                        "replicate.webhook.events-filter=start,completed",
                        "replicate.clients.team-a.bearer-token=r8_a",
                        "replicate.clients.team-a.default-headers.X-Two=own",
                        "replicate.clients.team-a.webhook.public-url=https://a.example.com/hook")
                .run(context -> {
                    client(context, "team-a").account().get();
                    JournalEntry request = emulator.requests().all().get(0);
                    assertThat(request.header("X-One")).isEqualTo("default");
                    assertThat(request.header("X-Two")).isEqualTo("own");
                    ReplicateClientProperties properties =
                            ClientPropertiesBinder.bind(ClientName.of("team-a"), context.getEnvironment());
                    assertThat(properties.getRun().getTimeout()).hasMinutes(7);
                    assertThat(properties.getWebhook().getEventsFilter()).hasSize(2);
                    assertThat(properties.getWebhook().getSecrets()).isEmpty();
                    assertThat(properties.getWebhook().getPath()).isEqualTo("/replicate/webhook/team-a");
                    assertThat(properties.getWebhook().getPublicUrl()).isEqualTo("https://a.example.com/hook");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com, https://example.com",
        "https://example.com/, https://example.com/",
        "https://example.com/hooks, https://example.com/hooks/team-a",
        "https://example.com/hooks/?key=1, https://example.com/hooks/team-a?key=1",
        "not a url, not a url"
    })
    void publicUrlIsDerivedFromThatOfTheDefaultClient(String inherited, String expected) {
        new ApplicationContextRunner()
                .withPropertyValues(
                        "replicate.webhook.public-url=" + inherited, "replicate.clients.team-a.bearer-token=any")
                .run(context -> assertThat(
                                ClientPropertiesBinder.bind(ClientName.of("team-a"), context.getEnvironment())
                                        .getWebhook()
                                        .getPublicUrl())
                        .isEqualTo(expected));
    }

    /** A name without properties is an empty text in YAML. */
    @ParameterizedTest
    @ValueSource(strings = {"replicate.clients.team-a.timeout=9s", "replicate.clients.team-a="})
    void environmentVariablesSetPropertiesOfAClientWithDashes(String property) {
        this.runner
                .withPropertyValues(property)
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment", Map.of("REPLICATE_CLIENTS_TEAMA_BEARERTOKEN", "r8_env"))))
                .run(context -> {
                    client(context, "team-a").account().get();
                    assertThat(tokens()).containsExactly("Bearer r8_env");
                    assertThat(context.getBeansOfType(Replicate.class)).hasSize(2);
                });
    }

    /** A group without properties is an empty text in YAML as well. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "replicate.webhook",
                "replicate.clients.team-a.webhook",
                "replicate.clients.team-a.health",
                "replicate.clients.team-a.limits"
            })
    void anEmptyGroupChangesNothing(String group) {
        this.runner
                .withPropertyValues("replicate.clients.team-a.bearer-token=r8_a", group + "=")
                .run(context -> {
                    client(context, "team-a").account().get();
                    assertThat(tokens()).containsExactly("Bearer r8_a");
                });
    }

    @Test
    void environmentVariablesAloneDefineAClientWithoutDashesInItsName() {
        this.runner
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment", Map.of("REPLICATE_CLIENTS_TEAMA_BEARERTOKEN", "r8_env"))))
                .run(context -> {
                    client(context, "teama").account().get();
                    assertThat(tokens()).containsExactly("Bearer r8_env");
                });
    }

    @ParameterizedTest
    @CsvSource({"team-a, teamA", "teamA, teama", "team-a, te-ama"})
    void twoSpellingsOfOneNameAreRejected(String first, String second) {
        assertThat(failure(this.runner.withPropertyValues(
                        "replicate.clients." + first + ".bearer-token=r8_a",
                        "replicate.clients." + second + ".bearer-token=r8_b")))
                .hasMessageContaining("'" + first + "'")
                .hasMessageContaining("'" + second + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "replicate.clients..bearer-token, the name of a client is missing",
        "replicate.clients.bearer-token, the name of a client is missing",
        "replicate.clients.[ ].bearer-token, is not a valid name",
        "replicate.clients.[team a].bearer-token, team a' is not a valid name",
        "replicate.clients.team_a.bearer-token, team_a' is not a valid name",
        "replicate.clients.default.bearer-token, default' is not a valid name"
    })
    void missingAndInvalidNamesAreRejected(String property, String problem) {
        assertThat(failure(this.runner.withPropertyValues(property + "=r8_a"))).hasMessageContaining(problem);
    }

    @Test
    void aMissingTokenFailsStartup() {
        assertThat(failure(this.runner.withPropertyValues("replicate.clients.team-a.timeout=9s")))
                .hasMessageContaining("client 'team-a' has no API token");
        assertThat(failure(this.runner.withPropertyValues("replicate.clients.team-a=")))
                .hasMessageContaining("client 'team-a' has no API token");
    }

    @ParameterizedTest
    @CsvSource({
        "bearer-token, r8_ a",
        "base-url, ftp://example.com",
        "timeout, -1s",
        "http.max-connections, 0",
        "http.ssl.bundle, none",
        "webhook.public-url, ftp://example.com",
        "webhook.poll-interval, -1s"
    })
    void invalidValuesNameTheProperty(String property, String value) {
        assertThat(failure(this.runner.withPropertyValues(
                        "replicate.clients.team-a.bearer-token=r8_a",
                        "replicate.clients.team-a." + property + "=" + value)))
                .hasMessageContaining("'replicate.clients.team-a." + property + "'");
    }

    @Test
    void aClientCanBeDisabled() {
        this.runner
                .withPropertyValues("replicate.clients.team-a.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Replicate.class));
    }

    @Test
    void allClientsCanBeDisabled() {
        this.runner
                .withPropertyValues("replicate.enabled=false", "replicate.clients.team-a.bearer-token=r8_a")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Replicate.class));
    }

    @Test
    void aBeanWithTheNameOfABeanOfAClientIsRejected() {
        assertThat(failure(this.runner
                        .withBean("teamAReplicate", String.class, () -> "mine")
                        .withPropertyValues("replicate.clients.team-a.bearer-token=r8_a")))
                .hasMessageContaining("already has a bean 'teamAReplicate'");
        assertThat(failure(this.runner
                        .withAllowBeanDefinitionOverriding(true)
                        .withBean("teamAReplicate", String.class, () -> "mine")
                        .withPropertyValues("replicate.clients.team-a.bearer-token=r8_a")))
                .hasMessageContaining("already has a bean 'teamAReplicate'");
    }

    @Test
    void aClientOfTheApplicationWithTheSameNameIsRejected() {
        assertThat(failure(this.runner
                        .withBean(
                                "gallery",
                                Replicate.class,
                                () -> mock(Replicate.class),
                                bean -> ((AbstractBeanDefinition) bean).setDefaultCandidate(false))
                        .withPropertyValues("replicate.clients.gallery.bearer-token=r8_a")))
                .hasMessageContaining("already has a Replicate bean 'gallery'");
    }

    @Test
    void anUnrelatedBeanMayHaveTheNameOfAClient() {
        this.runner
                .withBean("gallery", String.class, () -> "mine")
                .withPropertyValues("replicate.clients.gallery.bearer-token=r8_a")
                .run(context -> assertThat(client(context, "gallery")).isNotNull());
    }

    @Test
    void aConnectionBeanReplacesTheProperties() {
        this.runner
                .withUserConfiguration(OwnConnection.class)
                .withPropertyValues("replicate.clients.team-a.timeout=9s")
                .run(context -> {
                    client(context, "team-a").account().get();
                    context.getBean("replicate", Replicate.class).account().get();
                    assertThat(tokens()).containsExactly("Bearer r8_vault", "Bearer r8_default");
                });
    }

    @Test
    void customizersApplyToAllClients() {
        this.runner
                .withBean(
                        ReplicateBuilderCustomizer.class,
                        () -> builder -> builder.defaultHeader("X-Team", "customized"))
                .withPropertyValues("replicate.clients.team-a.bearer-token=r8_a")
                .run(context -> {
                    client(context, "team-a").account().get();
                    assertThat(emulator.requests().all().get(0).header("X-Team"))
                            .isEqualTo("customized");
                });
    }

    @Test
    void modelsUseTheClientByItsName() {
        emulator.model("acme/captioner")
                .official()
                .respond(script -> script.output("a cat").succeed());
        this.runner
                .withUserConfiguration(Models.class)
                .withPropertyValues("replicate.clients.team-a.bearer-token=r8_a")
                .run(context -> {
                    assertThat(context.getBean(Captioner.class).caption("cat.png"))
                            .isEqualTo("a cat");
                    assertThat(tokens()).containsOnly("Bearer r8_a");
                });
    }

    @Test
    void inEmulatorModeEachClientHasItsOwnEmulator() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ReplicateAutoConfiguration.class, ReplicateClientsAutoConfiguration.class))
                .withPropertyValues("replicate.mode=emulator", "replicate.clients.team-a.bearer-token=r8_a")
                .run(context -> {
                    Replicate main = context.getBean("replicate", Replicate.class);
                    Replicate teamA = client(context, "team-a");
                    assertThat(teamA.async().baseUrl())
                            .isNotEqualTo(main.async().baseUrl());
                    assertThat(teamA.account().get()).isNotNull();
                    assertThat(main.account().get()).isNotNull();
                });
    }

    @Test
    void withoutTokenTheEmulatorIsUsedIfItIsOnTheClassPath() {
        ApplicationContextRunner unconfigured = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ReplicateAutoConfiguration.class, ReplicateClientsAutoConfiguration.class))
                .withPropertyValues("replicate.clients.team-a.timeout=9s");
        unconfigured.run(
                context -> assertThat(client(context, "team-a").account().get()).isNotNull());
        assertThat(failure(unconfigured.withClassLoader(new FilteredClassLoader("io.github.replicate4j.emulator"))))
                .hasMessageContaining("client 'team-a' has no API token");
    }

    @Test
    void anEmulatorBeanIsUsedByTheClientOfItsQualifier() {
        this.runner
                .withUserConfiguration(OwnEmulator.class)
                .withPropertyValues(
                        "replicate.clients.team-a.bearer-token=r8_a", "replicate.clients.team-b.bearer-token=r8_b")
                .run(context -> {
                    assertThat(client(context, "team-a").async().baseUrl())
                            .isEqualTo(
                                    context.getBean(OwnEmulator.class).emulator.baseUrl());
                    assertThat(client(context, "team-b").async().baseUrl()).isEqualTo(emulator.baseUrl());
                });
    }

    /** The same happens in a test with {@code @AutoConfigureReplicateEmulator}. */
    @Test
    void anEmulatorConnectionThatReplacesTheDefaultOneIsUsedByAllClients() {
        this.runner
                .withBean("testConnection", ReplicateConnectionDetails.class, TestConnection::new)
                .withPropertyValues(
                        "replicate.clients.team-a.bearer-token=r8_real",
                        "replicate.clients.team-a.base-url=https://api.example.com/v1",
                        "replicate.clients.team-a.mode=api")
                .run(context -> {
                    client(context, "team-a").account().get();
                    assertThat(tokens()).containsExactly("Bearer emulated");
                });
    }

    record TestConnection() implements ReplicateConnectionDetails {

        @Override
        public URI getBaseUrl() {
            return emulator.baseUrl();
        }

        @Override
        public String getBearerToken() {
            return "emulated";
        }

        @Override
        public boolean isEmulator() {
            return true;
        }
    }

    @ReplicateModel("acme/captioner")
    interface Captioner {

        String caption(String image);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportReplicateModels(types = Captioner.class, client = "team-a")
    static class Models {}

    @Configuration(proxyBeanMethods = false)
    static class OwnEmulator {

        final ReplicateEmulator emulator = ReplicateEmulator.start();

        @Bean(defaultCandidate = false)
        @Qualifier("team-a")
        ReplicateEmulator teamEmulator() {
            return this.emulator;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnConnection {

        @Bean(defaultCandidate = false)
        @Qualifier("team-a")
        ReplicateConnectionDetails vaultConnection() {
            return new ReplicateConnectionDetails() {

                @Override
                public URI getBaseUrl() {
                    return emulator.baseUrl();
                }

                @Override
                public String getBearerToken() {
                    return "r8_vault";
                }
            };
        }
    }
}
