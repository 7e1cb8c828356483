/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.classpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.context.ApplicationContext;

/**
 * Applications with different parts of Spring Boot on the class path: each one is started and used. Combinations whose parts occur
 * in others are tested by the stress profile only, because each loads all its classes anew.
 */
class ClassPathTests {

    private static final String ENDPOINT = "replicateWebhookHandlerMapping";

    private static final String SECURITY = "replicateBlockedWebhookWarning";

    private static final String HEALTH = "replicateHealthContributor";

    private static final String METERS = "replicateOperationMeters";

    private static final String EMULATOR_WEBHOOKS = "replicateEmulatorLocalServerUrl";

    /** The clients work, and only the given beans exist besides them. */
    private static void assertHasOnly(Application application, String... beans) {
        assertThat(application.replicate().account().get().username()).isEqualTo("ada");
        assertHasParts(application, beans);
    }

    private static void assertHasParts(Application application, String... beans) {
        ApplicationContext context = application.context();
        assertThat(context.getBeansOfType(Replicate.class)).hasSize(1);
        assertThat(context.getBeansOfType(AsyncReplicate.class)).hasSize(1);
        List<String> parts = new ArrayList<>(List.of(ENDPOINT, SECURITY, HEALTH, METERS, EMULATOR_WEBHOOKS));
        parts.removeIf(part -> !context.containsBean(part));
        assertThat(parts).containsExactlyInAnyOrder(beans);
    }

    private static void assertReceivesWebhooks(Application application) throws Exception {
        assertThat(application.deliver("abc")).isEqualTo(204);
        assertThat(application.received()).containsExactly("abc");
    }

    @TestWith({})
    void nonWebApplicationHasClientsOnly() throws Exception {
        try (Application application = Application.start()) {
            assertHasOnly(application);
            assertThat(application.context().getEnvironment().getProperty("local.server.port"))
                    .isNull();
        }
    }

    @TestWith(Part.WEBMVC)
    @EnabledIfSystemProperty(named = "replicate4j.stress", matches = "true")
    void springMvcReceivesWebhooks() throws Exception {
        try (Application application = Application.start()) {
            assertHasOnly(application, ENDPOINT);
            assertReceivesWebhooks(application);
        }
    }

    @TestWith(Part.WEBFLUX)
    @EnabledIfSystemProperty(named = "replicate4j.stress", matches = "true")
    void webFluxReceivesWebhooks() throws Exception {
        try (Application application = Application.start()) {
            assertHasOnly(application, ENDPOINT);
            assertReceivesWebhooks(application);
        }
    }

    @TestWith({Part.WEBMVC, Part.WEBFLUX})
    void springMvcReceivesWebhooksIfBothArePresent() throws Exception {
        try (Application application = Application.start()) {
            assertHasOnly(application, ENDPOINT);
            assertThat(application.context().getBean(ENDPOINT))
                    .isInstanceOf(org.springframework.web.servlet.HandlerMapping.class);
            assertReceivesWebhooks(application);
        }
    }

    @TestWith({Part.WEBMVC, Part.SECURITY})
    @EnabledIfSystemProperty(named = "replicate4j.stress", matches = "true")
    void springSecurityPermitsWebhooksInSpringMvc() throws Exception {
        assertSpringSecurityPermitsWebhooks();
    }

    @TestWith({Part.WEBFLUX, Part.SECURITY})
    @EnabledIfSystemProperty(named = "replicate4j.stress", matches = "true")
    void springSecurityPermitsWebhooksInWebFlux() throws Exception {
        assertSpringSecurityPermitsWebhooks();
    }

    private static void assertSpringSecurityPermitsWebhooks() throws Exception {
        try (Application application = Application.start()) {
            assertHasOnly(application, ENDPOINT, SECURITY);
            assertReceivesWebhooks(application);
            assertThat(application.get("/anything")).isEqualTo(401);
        }
    }

    @TestWith(Part.SECURITY)
    @EnabledIfSystemProperty(named = "replicate4j.stress", matches = "true")
    void nonWebApplicationWithSpringSecurityHasClientsOnly() throws Exception {
        try (Application application = Application.start()) {
            assertHasOnly(application);
        }
    }

    @TestWith(Part.ACTUATOR)
    void nonWebApplicationWithActuatorHasAHealthIndicator() throws Exception {
        try (Application application = Application.start()) {
            assertHasOnly(application, HEALTH);
        }
    }

    @TestWith({Part.WEBMVC, Part.ACTUATOR})
    @EnabledIfSystemProperty(named = "replicate4j.stress", matches = "true")
    void actuatorShowsHealthWithoutMicrometerInSpringMvc() throws Exception {
        assertActuatorShowsHealth();
    }

    @TestWith({Part.WEBFLUX, Part.ACTUATOR})
    @EnabledIfSystemProperty(named = "replicate4j.stress", matches = "true")
    void actuatorShowsHealthWithoutMicrometerInWebFlux() throws Exception {
        assertActuatorShowsHealth();
    }

    private static void assertActuatorShowsHealth() throws Exception {
        try (Application application = Application.start("management.endpoint.health.show-components=always")) {
            assertHasOnly(application, ENDPOINT, HEALTH);
            assertThat(application.get("/actuator/health/replicate")).isEqualTo(200);
            assertReceivesWebhooks(application);
        }
    }

    @TestWith(Part.MICROMETER)
    void nonWebApplicationHasMetricsWithoutActuator() throws Exception {
        try (Application application = Application.start()) {
            assertHasOnly(application, METERS);
            assertOperationsAreTimed(application);
        }
    }

    private static void assertOperationsAreTimed(Application application) {
        assertThat(application
                        .context()
                        .getBean(MeterRegistry.class)
                        .get("replicate.operation")
                        .tag("operation", "account.get")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @TestWith({Part.WEBMVC, Part.ACTUATOR, Part.MICROMETER, Part.SECURITY})
    void everythingWorksTogetherInSpringMvc() throws Exception {
        assertEverythingWorksTogether();
    }

    @TestWith({Part.WEBFLUX, Part.ACTUATOR, Part.MICROMETER, Part.SECURITY})
    void everythingWorksTogetherInWebFlux() throws Exception {
        assertEverythingWorksTogether();
    }

    private static void assertEverythingWorksTogether() throws Exception {
        try (Application application = Application.start()) {
            assertHasOnly(application, ENDPOINT, SECURITY, HEALTH, METERS);
            assertOperationsAreTimed(application);
            assertReceivesWebhooks(application);
            assertThat(application.get("/actuator/health")).isEqualTo(200);
            assertThat(application.get("/anything")).isEqualTo(401);
        }
    }

    @TestWith(Part.EMULATOR)
    void nonWebApplicationRunsModelsOnTheEmulator() throws Exception {
        try (Application application = Application.start("replicate.mode=emulator")) {
            assertHasParts(application);
            assertRunsModels(application);
            assertThat(application.received()).isEmpty();
        }
    }

    @TestWith({Part.WEBMVC, Part.EMULATOR})
    void emulatorDeliversWebhooksToSpringMvc() throws Exception {
        assertEmulatorDeliversWebhooks();
    }

    @TestWith({Part.WEBFLUX, Part.EMULATOR})
    @EnabledIfSystemProperty(named = "replicate4j.stress", matches = "true")
    void emulatorDeliversWebhooksToWebFlux() throws Exception {
        assertEmulatorDeliversWebhooks();
    }

    private static void assertEmulatorDeliversWebhooks() throws Exception {
        try (Application application = Application.start("replicate.mode=emulator")) {
            assertHasParts(application, ENDPOINT, EMULATOR_WEBHOOKS);
            assertRunsModels(application);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(application.received()).hasSize(1));
        }
    }

    private static void assertRunsModels(Application application) {
        assertThat(application
                        .replicate()
                        .run("meta/meta-llama-3-8b-instruct", Map.of("prompt", "a lighthouse"))
                        .text())
                .isNotBlank();
    }
}
