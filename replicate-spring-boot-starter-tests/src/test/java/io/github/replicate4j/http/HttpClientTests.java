/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.http;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.error.ApiTimeoutException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.ReactorClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** Tests for the code and the statements of {@code docs/http-client.md}. */
class HttpClientTests {

    private static final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SslAutoConfiguration.class,
                    HttpClientAutoConfiguration.class,
                    ReactiveHttpClientAutoConfiguration.class,
                    ReplicateAutoConfiguration.class));

    private final ApplicationContextRunner emulated = this.context.withBean(
            ReplicateEmulator.class, () -> emulator, definition -> definition.setDestroyMethodName(""));

    @BeforeEach
    void reset() {
        emulator.reset();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private static void assertAllRequestsUse(ConnectProxy proxy, Replicate replicate) {
        assertThat(replicate
                        .run("black-forest-labs/flux-schnell", Map.of("prompt", "a lighthouse"))
                        .file()
                        .bytes())
                .startsWith(0x89, 'P', 'N', 'G');
        assertThat(proxy.targets()).isNotEmpty().containsOnly("localhost:" + emulator.port());
    }

    @Test
    void usesAConfiguredProxy() throws IOException {
        try (ConnectProxy proxy = ConnectProxy.start()) {
            this.emulated
                    .withUserConfiguration(HttpClients.Proxied.class)
                    .withPropertyValues("proxy.host=localhost", "proxy.port=" + proxy.port())
                    .run(context -> assertAllRequestsUse(proxy, context.getBean(Replicate.class)));
        }
    }

    @Test
    void usesTheProxyOfTheJvm() throws IOException {
        try (ConnectProxy proxy = ConnectProxy.start()) {
            this.emulated
                    .withSystemProperties(
                            "https.proxyHost=localhost",
                            "https.proxyPort=" + proxy.port(),
                            // By default the JVM does not use the proxy for local addresses.
                            "http.nonProxyHosts=elsewhere")
                    .run(context -> assertAllRequestsUse(proxy, context.getBean(Replicate.class)));
        }
    }

    @Test
    void trustsTheSslBundleOfTheClient(@TempDir Path folder) throws Exception {
        TlsServer.run(
                folder,
                server -> this.context
                        .withPropertyValues(
                                "spring.config.location=classpath:/http/",
                                "COMPANY_CERTIFICATES=file:" + server.certificate(),
                                "replicate.bearer-token=r8_test",
                                "replicate.base-url=" + server.baseUrl())
                        .withInitializer(new ConfigDataApplicationContextInitializer())
                        .run(context -> assertThat(context.getBean(Replicate.class)
                                        .predictions()
                                        .get("abc")
                                        .succeeded())
                                .isTrue()));
    }

    @Test
    void trustsTheSslBundleOfAllHttpClients(@TempDir Path folder) throws Exception {
        TlsServer.run(
                folder,
                server -> this.context
                        .withPropertyValues(
                                "spring.http.clients.ssl.bundle=company",
                                "spring.ssl.bundle.pem.company.truststore.certificate=file:" + server.certificate(),
                                "replicate.bearer-token=r8_test",
                                "replicate.base-url=" + server.baseUrl())
                        .run(context -> assertThat(context.getBean(Replicate.class)
                                        .predictions()
                                        .get("abc")
                                        .succeeded())
                                .isTrue()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring.http.clients.connect-timeout=200ms", "replicate.http.connect-timeout=200ms"})
    void connectTimeoutLimitsConnecting(String property) throws IOException {
        try (SilentServer server = new SilentServer()) {
            this.context
                    .withPropertyValues(
                            property,
                            "replicate.retry.max-retries=0",
                            "replicate.bearer-token=r8_test",
                            "replicate.base-url=http://localhost:" + server.port() + "/v1")
                    .run(context -> assertThatExceptionOfType(ApiTimeoutException.class)
                            .isThrownBy(() ->
                                    context.getBean(Replicate.class).account().get())
                            .withMessageContaining("200 ms")
                            .satisfies(
                                    refused -> assertThat(refused.requestSent()).isFalse()));
        }
    }

    @Test
    void restClientUsesReactorNettyUnlessConfiguredOtherwise() {
        WebApplicationContextRunner servlet = new WebApplicationContextRunner()
                .withClassLoader(new FilteredClassLoader("org.apache.hc", "org.eclipse.jetty"))
                .withConfiguration(AutoConfigurations.of(
                        HttpClientAutoConfiguration.class, ImperativeHttpClientAutoConfiguration.class));
        servlet.run(context -> assertThat(context.getBean(ClientHttpRequestFactoryBuilder.class))
                .isInstanceOf(ReactorClientHttpRequestFactoryBuilder.class));
        servlet.withPropertyValues("spring.http.clients.imperative.factory=jdk")
                .run(context -> assertThat(context.getBean(ClientHttpRequestFactoryBuilder.class))
                        .isInstanceOf(JdkClientHttpRequestFactoryBuilder.class));
    }

    /** Server that accepts no connection, because its backlog is full. */
    private static final class SilentServer implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("localhost"));

        private final List<Socket> waiting = new ArrayList<>();

        SilentServer() throws IOException {
            boolean full = false;
            while (!full && this.waiting.size() < 100) {
                Socket socket = new Socket();
                this.waiting.add(socket);
                try {
                    socket.connect(new InetSocketAddress("localhost", port()), 300);
                } catch (SocketTimeoutException ex) {
                    full = true;
                }
            }
            assertThat(full).isTrue();
        }

        int port() {
            return this.server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : this.waiting) {
                socket.close();
            }
            this.server.close();
        }
    }

    /** HTTPS server with a self-signed certificate. */
    private record TlsServer(String baseUrl, Path certificate) {

        interface Work {

            void with(TlsServer server) throws Exception;
        }

        static void run(Path folder, Work work) throws Exception {
            Path keyStore = folder.resolve("server.p12");
            Path certificate = folder.resolve("company.pem");
            keytool(
                    "-genkeypair",
                    keyStore,
                    "-alias",
                    "server",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "SAN=dns:localhost");
            keytool("-exportcert", keyStore, "-alias", "server", "-rfc", "-file", certificate.toString());
            WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                    .dynamicPort()
                    .dynamicHttpsPort()
                    .keystorePath(keyStore.toString())
                    .keystorePassword("password")
                    .keyManagerPassword("password")
                    .keystoreType("PKCS12"));
            server.start();
            try {
                server.stubFor(get(anyUrl()).willReturn(okJson("{\"id\":\"abc\",\"status\":\"succeeded\"}")));
                work.with(new TlsServer("https://localhost:" + server.httpsPort() + "/v1", certificate));
            } finally {
                server.stop();
            }
        }

        private static void keytool(String command, Path keyStore, String... arguments) throws Exception {
            List<String> line = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-J-XX:TieredStopAtLevel=1",
                    "-J-XX:+UseSerialGC",
                    command,
                    "-keystore",
                    keyStore.toString(),
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    "password"));
            line.addAll(List.of(arguments));
            assertThat(new ProcessBuilder(line).inheritIO().start().waitFor()).isZero();
        }
    }
}
