/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.ApiConnectionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** SSL bundles, with a server whose certificate only the bundle trusts. */
class SslBundleTests {

    @TempDir
    static Path folder;

    static Path keyStore;

    static WireMockServer server;

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, ReplicateAutoConfiguration.class))
            .withPropertyValues(
                    "replicate.bearer-token=r8_test",
                    "replicate.base-url=https://localhost:" + server.httpsPort() + "/v1",
                    "replicate.retry.max-retries=0");

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        keyStore = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-J-XX:+UseSerialGC",
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "password",
                        "-keystore",
                        keyStore.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        server = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(keyStore.toString())
                .keystorePassword("password")
                .keyManagerPassword("password")
                .keystoreType("PKCS12"));
        server.start();
        server.stubFor(get(anyUrl()).willReturn(okJson("{\"id\":\"abc\",\"status\":\"succeeded\"}")));
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void doesNotTrustTheServerWithoutBundle() {
        this.context.run(context -> assertThatExceptionOfType(ApiConnectionException.class)
                .isThrownBy(() -> context.getBean(Replicate.class).predictions().get("abc"))
                .satisfies(ex -> assertThat(ex.requestSent()).isFalse()));
    }

    @Test
    void trustsTheServerWithBundle() {
        bundled()
                .run(context -> assertThat(context.getBean(Replicate.class)
                                .predictions()
                                .get("abc")
                                .succeeded())
                        .isTrue());
    }

    @Test
    void trustsTheServerWithBundleOnTheJdkClient() {
        bundled()
                .withClassLoader(new FilteredClassLoader("reactor.netty"))
                .run(context -> assertThat(context.getBean(Replicate.class)
                                .predictions()
                                .get("abc")
                                .succeeded())
                        .isTrue());
    }

    private ApplicationContextRunner bundled() {
        return this.context.withPropertyValues(
                "replicate.http.ssl.bundle=own",
                "spring.ssl.bundle.jks.own.truststore.type=PKCS12",
                "spring.ssl.bundle.jks.own.truststore.password=password",
                "spring.ssl.bundle.jks.own.truststore.location=file:" + keyStore);
    }

    @Test
    void unreadableBundleFailsStartup() {
        this.context
                .withPropertyValues(
                        "replicate.http.ssl.bundle=broken",
                        "spring.ssl.bundle.jks.broken.truststore.password=wrong",
                        "spring.ssl.bundle.jks.broken.truststore.type=PKCS12",
                        "spring.ssl.bundle.jks.broken.truststore.location=file:" + keyStore)
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void missingBundleFailsStartup() {
        this.context
                .withPropertyValues("replicate.http.ssl.bundle=missing")
                .run(context -> assertThat(
                                Stream.iterate(context.getStartupFailure(), each -> each != null, Throwable::getCause))
                        .filteredOn(ReplicateConfigurationException.class::isInstance)
                        .singleElement()
                        .extracting(Throwable::getMessage)
                        .asString()
                        .contains("'replicate.http.ssl.bundle'", "'missing'"));
    }
}
