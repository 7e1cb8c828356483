/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.autoconfigure.classpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;

/** What is there, and works, with which parts of Spring Boot beside the client: each application is started and used. */
class ClassPathTests {

    private static final String ENDPOINT = "replicateWebhookRouterFunction";

    private static final String SECURITY = "replicateWebhookSecurityCheck";

    private static final String HEALTH = "replicateHealthContributor";

    private static final String METERS = "replicateOperationMeters";

    private static final String WEBHOOKS_OF_THE_EMULATOR = "replicateEmulatorWebhookUrl";

    /** The clients work, and of all else there is only this. */
    private static void assertHasOnly(Application application, String... beans) {
        assertThat(application.replicate().account().get().username()).isEqualTo("ada");
        assertPartsAre(application, beans);
    }

    private static void assertPartsAre(Application application, String... beans) {
        ApplicationContext context = application.context();
        assertThat(context.getBeansOfType(Replicate.class)).hasSize(1);
        assertThat(context.getBeansOfType(AsyncReplicate.class)).hasSize(1);
        List<String> parts = new ArrayList<>(List.of(ENDPOINT, SECURITY, HEALTH, METERS, WEBHOOKS_OF_THE_EMULATOR));
        parts.removeIf(part -> !context.containsBean(part));
        assertThat(parts).containsExactlyInAnyOrder(beans);
    }

    private static void assertHearsOfWebhooks(Application application) throws Exception {
        assertThat(application.deliver("abc")).isEqualTo(204);
        assertThat(application.heard()).containsExactly("abc");
    }

    @TestWith({})
    void aProgramHasTheClientsAndReceivesNothing() throws Exception {
        try (Application application = Application.start()) {
            assertHasOnly(application);
            assertThat(application.context().getEnvironment().getProperty("local.server.port"))
                    .isNull();
        }
    }

    @TestWith(Part.WEBMVC)
    void withSpringMvcWebhooksAreReceived() throws Exception {
        try (Application application = Application.start()) {
            assertHasOnly(application, ENDPOINT);
            assertHearsOfWebhooks(application);
        }
    }

    @TestWith(Part.WEBFLUX)
    void withSpringWebFluxWebhooksAreReceived() throws Exception {
        try (Application application = Application.start()) {
            assertHasOnly(application, ENDPOINT);
            assertHearsOfWebhooks(application);
        }
    }

    @TestWith({Part.WEBMVC, Part.WEBFLUX})
    void withBothWebhooksAreReceivedBySpringMvc() throws Exception {
        try (Application application = Application.start()) {
            assertHasOnly(application, ENDPOINT);
            assertThat(application.context().getBean(ENDPOINT))
                    .isInstanceOf(org.springframework.web.servlet.function.RouterFunction.class);
            assertHearsOfWebhooks(application);
        }
    }

    @TestWith({Part.WEBMVC, Part.SECURITY})
    void inSpringMvcWebhooksPassSpringSecurity() throws Exception {
        assertWebhooksPassSpringSecurity();
    }

    @TestWith({Part.WEBFLUX, Part.SECURITY})
    void inSpringWebFluxWebhooksPassSpringSecurity() throws Exception {
        assertWebhooksPassSpringSecurity();
    }

    private static void assertWebhooksPassSpringSecurity() throws Exception {
        try (Application application = Application.start()) {
            assertHasOnly(application, ENDPOINT, SECURITY);
            assertHearsOfWebhooks(application);
            assertThat(application.get("/anything")).isEqualTo(401);
        }
    }

    @TestWith(Part.SECURITY)
    void aProgramWithSpringSecurityReceivesNothing() throws Exception {
        try (Application application = Application.start()) {
            assertHasOnly(application);
        }
    }

    @TestWith(Part.ACTUATOR)
    void aProgramWithActuatorHasAHealthIndicator() throws Exception {
        try (Application application = Application.start()) {
            assertHasOnly(application, HEALTH);
        }
    }

    @TestWith({Part.WEBMVC, Part.ACTUATOR})
    void inSpringMvcActuatorShowsHealthWithoutMicrometer() throws Exception {
        assertActuatorShowsHealth();
    }

    @TestWith({Part.WEBFLUX, Part.ACTUATOR})
    void inSpringWebFluxActuatorShowsHealthWithoutMicrometer() throws Exception {
        assertActuatorShowsHealth();
    }

    private static void assertActuatorShowsHealth() throws Exception {
        try (Application application = Application.start("management.endpoint.health.show-components=always")) {
            assertHasOnly(application, ENDPOINT, HEALTH);
            assertThat(application.get("/actuator/health/replicate")).isEqualTo(200);
            assertHearsOfWebhooks(application);
        }
    }

    @TestWith(Part.MICROMETER)
    void aProgramIsMeasuredWithoutActuator() throws Exception {
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
    void inSpringMvcAllOfItWorksTogether() throws Exception {
        assertAllOfItWorksTogether();
    }

    @TestWith({Part.WEBFLUX, Part.ACTUATOR, Part.MICROMETER, Part.SECURITY})
    void inSpringWebFluxAllOfItWorksTogether() throws Exception {
        assertAllOfItWorksTogether();
    }

    private static void assertAllOfItWorksTogether() throws Exception {
        try (Application application = Application.start()) {
            assertHasOnly(application, ENDPOINT, SECURITY, HEALTH, METERS);
            assertOperationsAreTimed(application);
            assertHearsOfWebhooks(application);
            assertThat(application.get("/actuator/health")).isEqualTo(200);
            assertThat(application.get("/anything")).isEqualTo(401);
        }
    }

    @TestWith(Part.EMULATOR)
    void aProgramRunsModelsOnTheEmulator() throws Exception {
        try (Application application = Application.start("replicate.mode=emulator")) {
            assertPartsAre(application);
            assertRunsModels(application);
            assertThat(application.heard()).isEmpty();
        }
    }

    @TestWith({Part.WEBMVC, Part.EMULATOR})
    void inSpringMvcTheEmulatorSendsItsWebhooks() throws Exception {
        assertTheEmulatorSendsItsWebhooks();
    }

    @TestWith({Part.WEBFLUX, Part.EMULATOR})
    void inSpringWebFluxTheEmulatorSendsItsWebhooks() throws Exception {
        assertTheEmulatorSendsItsWebhooks();
    }

    private static void assertTheEmulatorSendsItsWebhooks() throws Exception {
        try (Application application = Application.start("replicate.mode=emulator")) {
            assertPartsAre(application, ENDPOINT, WEBHOOKS_OF_THE_EMULATOR);
            assertRunsModels(application);
            await().untilAsserted(() -> assertThat(application.heard()).hasSize(1));
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
