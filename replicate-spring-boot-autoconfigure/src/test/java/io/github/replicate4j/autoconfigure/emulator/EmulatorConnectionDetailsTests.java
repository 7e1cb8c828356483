/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.files.FileOutput;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;

@ExtendWith(OutputCaptureExtension.class)
class EmulatorConnectionDetailsTests {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ReactiveHttpClientAutoConfiguration.class,
                    WebClientAutoConfiguration.class,
                    ReplicateAutoConfiguration.class));

    @Test
    void isUsedWithAWarningWithoutTokenAndStopsWithTheApplication(CapturedOutput output) {
        AtomicReference<URI> address = new AtomicReference<>();
        this.context.run(context -> {
            address.set(context.getBean(ReplicateConnectionDetails.class).getBaseUrl());
            byte[] picture = context.getBean(Replicate.class)
                    .run("black-forest-labs/flux-schnell", Map.of("prompt", "a lighthouse"))
                    .file()
                    .bytes();
            assertThat(picture).startsWith(0x89, 'P', 'N', 'G');
        });
        assertThat(output)
                .containsOnlyOnce("is used instead of Replicate")
                .containsOnlyOnce(address.get().toString());
        assertThatException().isThrownBy(() -> connect(address.get())).isInstanceOf(IOException.class);
    }

    @Test
    void certificateOfTheEmulatorIsTrusted() {
        this.context
                // A bundle for Replicate does not have to be removed to use the emulator.
                .withPropertyValues("replicate.emulator.https=true", "replicate.http.ssl.bundle=own")
                .run(EmulatorConnectionDetailsTests::assertThatFilesAreDownloadedOverHttps);
    }

    @Test
    void certificateOfTheEmulatorIsTrustedByTheJdkClient() {
        this.context
                .withPropertyValues("replicate.emulator.https=true")
                .withClassLoader(new FilteredClassLoader("reactor.netty.http.client"))
                .run(EmulatorConnectionDetailsTests::assertThatFilesAreDownloadedOverHttps);
    }

    @Test
    void certificateOfAnEmulatorBeanIsTrusted() {
        this.context
                .withBean(
                        ReplicateEmulator.class,
                        () -> ReplicateEmulator.builder().https().start())
                .run(EmulatorConnectionDetailsTests::assertThatFilesAreDownloadedOverHttps);
    }

    private static void assertThatFilesAreDownloadedOverHttps(AssertableApplicationContext context) {
        ReplicateConnectionDetails details = context.getBean(ReplicateConnectionDetails.class);
        assertThat(details.getBaseUrl()).hasScheme("https").hasHost("localhost");
        assertThat(details.getSslBundle()).isNotNull();
        FileOutput file = context.getBean(Replicate.class)
                .run("black-forest-labs/flux-schnell", Map.of("prompt", "a lighthouse"))
                .file();
        assertThat(file.url()).hasScheme("https");
        assertThat(file.bytes()).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void emulatorUsesPlainHttpByDefault() {
        this.context.run(context -> {
            ReplicateConnectionDetails details = context.getBean(ReplicateConnectionDetails.class);
            assertThat(details.getBaseUrl()).hasScheme("http");
            assertThat(details.getSslBundle()).isNull();
        });
    }

    private static void connect(URI address) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void isNotUsedIfATokenIsSet() {
        this.context
                .withPropertyValues("replicate.bearer-token=r8_real")
                .run(context -> assertThat(context.getBean(ReplicateConnectionDetails.class)
                                .getBaseUrl())
                        .hasHost("api.replicate.com"));
    }

    @Test
    void isNotUsedIfABaseUrlIsSet() {
        this.context
                .withPropertyValues("replicate.base-url=https://proxy.example/replicate/v1")
                .run(context -> assertThat(context.getBean(ReplicateConnectionDetails.class)
                                .getBaseUrl())
                        .isEqualTo(URI.create("https://proxy.example/replicate/v1")));
    }

    @Test
    void isUsedWithoutTheTokenInEmulatorMode() {
        this.context
                .withPropertyValues("replicate.mode=emulator", "replicate.bearer-token=r8_real")
                .run(context -> {
                    ReplicateConnectionDetails details = context.getBean(ReplicateConnectionDetails.class);
                    assertThat(details.getBaseUrl()).hasHost("localhost");
                    assertThat(details.getBearerToken()).isNotEqualTo("r8_real");
                });
    }

    @Test
    void isNotUsedInApiMode() {
        this.context
                .withPropertyValues("replicate.mode=api")
                .run(context -> assertThat(context.getBean(ReplicateConnectionDetails.class)
                                .getBaseUrl())
                        .hasHost("api.replicate.com"));
    }

    @Test
    void emulatorBeanIsUsedEvenIfATokenIsSet() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            this.context
                    .withPropertyValues("replicate.bearer-token=r8_real")
                    .withBean(
                            ReplicateEmulator.class,
                            () -> emulator,
                            definition -> definition.setDestroyMethodName(null))
                    .run(context -> {
                        context.getBean(Replicate.class).predictions().list();
                        assertThat(emulator.requests().all())
                                .singleElement()
                                .satisfies(request ->
                                        assertThat(request.authorization()).isEqualTo("Bearer emulator"));
                    });
        }
    }

    @Test
    void remoteEmulatorIsUsedOverPlainHttpWithoutTheTokenAndWithAWarning(CapturedOutput output) {
        this.context
                .withPropertyValues(
                        "replicate.emulator.base-url=http://emulator:8787/v1", "replicate.bearer-token=r8_real")
                .withClassLoader(new FilteredClassLoader(ReplicateEmulator.class))
                .run(context -> {
                    ReplicateConnectionDetails details = context.getBean(ReplicateConnectionDetails.class);
                    assertThat(details.getBearerToken()).isEqualTo("emulator");
                    assertThat(details.isEmulator()).isTrue();
                    assertThat(context.getBean(Replicate.class).baseUrl()).hasToString("http://emulator:8787/v1");
                    assertThat(output)
                            .containsOnlyOnce("The emulator at http://emulator:8787/v1 is used instead of Replicate,"
                                    + " over plain HTTP");
                });
    }

    @Test
    void remoteEmulatorIsNotUsedInApiMode() {
        this.context
                .withPropertyValues(
                        "replicate.mode=api",
                        "replicate.emulator.base-url=http://emulator:8787/v1",
                        "replicate.bearer-token=r8_real")
                .run(context -> assertThat(context.getBean(ReplicateConnectionDetails.class)
                                .getBaseUrl())
                        .hasHost("api.replicate.com"));
    }

    @Test
    void connectionDetailsOfAnEmulatorMayUsePlainHttpButNoTokenOfReplicate() {
        this.context
                .withBean(ReplicateConnectionDetails.class, () -> new ReplicateConnectionDetails() {

                    @Override
                    public URI getBaseUrl() {
                        return URI.create("http://emulator:8787/v1");
                    }

                    @Override
                    public String getBearerToken() {
                        return "r8_real";
                    }

                    @Override
                    public boolean isEmulator() {
                        return true;
                    }
                })
                .run(context -> assertThatException()
                        .isThrownBy(() ->
                                context.getBean(Replicate.class).predictions().get("abc"))
                        .withMessageContaining("plain http"));
    }

    @Test
    void emulatorSignsWebhooksAsTheApplicationExpects() {
        this.context
                .withPropertyValues("replicate.mode=emulator", "replicate.webhook.secrets=" + SECRET)
                .run(context -> assertThat(context.getBean(Replicate.class)
                                .webhooks()
                                .defaultSecret()
                                .key())
                        .isEqualTo(SECRET));
    }

    @Test
    void emulatorBeanWithAnotherWebhookSecretIsReported(CapturedOutput output) {
        this.context
                .withPropertyValues("replicate.webhook.secrets=" + SECRET)
                .withBean(ReplicateEmulator.class, ReplicateEmulator::start)
                .run(context -> assertThat(output).containsOnlyOnce("replicate.webhook.secrets"));
    }

    @Test
    void emulatorModeWithoutEmulatorFails() {
        this.context
                .withPropertyValues("replicate.mode=emulator")
                .withClassLoader(new FilteredClassLoader(ReplicateEmulator.class))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(ReplicateConfigurationException.class)
                        .hasMessageContaining("replicate.mode"));
    }
}
