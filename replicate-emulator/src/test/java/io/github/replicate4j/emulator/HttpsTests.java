/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.request.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsTests {

    private static final ReplicateEmulator EMULATOR =
            ReplicateEmulator.builder().https().clock(EmulatorClock.manual()).start();

    private static final HttpClient HTTP = client(EMULATOR.certificate());

    @AfterAll
    static void close() {
        EMULATOR.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]"})
    void certificateIsValidForAllLocalNames(String host) throws Exception {
        assertThat(get("https://" + host + ":" + EMULATOR.port() + "/v1/account")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void otherClientsDoNotTrustTheCertificate() {
        HttpClient other = HttpClient.newHttpClient();

        assertThatExceptionOfType(SSLHandshakeException.class)
                .isThrownBy(() ->
                        other.send(HttpRequest.newBuilder(EMULATOR.baseUrl()).build(), BodyHandlers.discarding()));
    }

    @Test
    void urlsOfFilesUseHttps() throws Exception {
        EMULATOR.model("acme/painter")
                .official()
                .respond(script -> script.outputFile(new byte[] {1, 2}, "png").succeed());
        HttpResponse<String> created = HTTP.send(
                request(EMULATOR.baseUrl() + "/models/acme/painter/predictions")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"input\":{}}"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);

        List<?> output = (List<?>) EMULATOR.predictions().get(0).output();

        assertThat(EMULATOR.baseUrl()).hasScheme("https").hasHost("localhost");
        assertThat((String) output.get(0)).startsWith("https://localhost:" + EMULATOR.port() + "/outputs/");
        assertThat(HTTP.send(
                                HttpRequest.newBuilder(URI.create((String) output.get(0)))
                                        .build(),
                                BodyHandlers.ofByteArray())
                        .body())
                .containsExactly(1, 2);
    }

    @Test
    void faultsBreakEncryptedConnections() {
        EMULATOR.faults().next(Operation.DEPLOYMENTS_CREATE).lostResponse();

        // Not a GET, which the client would retry.
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> HTTP.send(
                        request(EMULATOR.baseUrl() + "/deployments")
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString()));
    }

    @Test
    void plainHttpIsRedirected() throws Exception {
        HttpResponse<String> response = get("http://localhost:" + EMULATOR.port() + "/v1/account");

        assertThat(response.statusCode()).isEqualTo(308);
        assertThat(response.headers().firstValue("location"))
                .hasValue("https://localhost:" + EMULATOR.port() + "/v1/account");
    }

    @Test
    void certificateIsDeletedWithTheEmulator() {
        ReplicateEmulator emulator = ReplicateEmulator.builder().https().start();
        Path certificate = emulator.certificate();
        assertThat(certificate).exists();

        emulator.close();

        assertThat(certificate).doesNotExist();
    }

    @Test
    void certificateContainsTheHostOfThePublicUrl() throws Exception {
        try (ReplicateEmulator emulator = ReplicateEmulator.builder()
                .https()
                .publicUrl(URI.create("https://emulator.example:8787"))
                .start()) {
            try (InputStream pem = Files.newInputStream(emulator.certificate())) {
                assertThat(CertificateFactory.getInstance("X.509")
                                .generateCertificate(pem)
                                .toString())
                        .contains("emulator.example");
            }
        }
    }

    @Test
    void emulatorWithoutHttpsHasNoCertificate() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            assertThat(emulator.certificate()).isNull();
        }
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return HTTP.send(request(url).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + EMULATOR.token())
                .header("Content-Type", "application/json");
    }

    private static HttpClient client(Path certificate) {
        try (InputStream pem = Files.newInputStream(certificate)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "emulator", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(context)
                    .build();
        } catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }
}
