/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.TestControl;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlAccessTests {

    private static final URI PUBLIC_URL = URI.create("http://emulator.example:8787");

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "api.localhost", "LOCALHOST", "emulator.example"})
    void namesOfThisMachineAreAllowed(String host) throws IOException {
        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().publicUrl(PUBLIC_URL).start()) {
            assertThat(get(emulator, "/emulator/clock", host + ":" + emulator.port()))
                    .startsWith("HTTP/1.1 200");
        }
    }

    /** A web site can let its name point to this machine, to make its pages those of the same origin. */
    @ParameterizedTest
    @ValueSource(strings = {"attacker.example", "localhost.attacker.example", "127.0.0.1.attacker.example", "emulator"})
    void otherNamesAreForbidden(String host) throws IOException {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            assertThat(get(emulator, "/emulator/clock", host + ":" + emulator.port()))
                    .startsWith("HTTP/1.1 403")
                    .contains("application/problem+json");
            assertThat(get(emulator, "/", host)).contains("The state is not shown");
        }
    }

    @Test
    void pagesOfOtherOriginsAreForbidden() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            assertThat(reset(emulator, "Origin", "http://localhost:3000")).isEqualTo(403);
            assertThat(reset(emulator, "Origin", "https://attacker.example")).isEqualTo(403);
            assertThat(reset(emulator, "Origin", "null")).isEqualTo(403);
            assertThat(reset(emulator, "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
            assertThat(reset(emulator, "Sec-Fetch-Site", "same-site")).isEqualTo(403);
        }
    }

    @Test
    void ownPageIsAllowed() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            assertThat(reset(emulator, "Origin", "http://localhost:" + emulator.port()))
                    .isEqualTo(204);
            assertThat(reset(emulator, "Sec-Fetch-Site", "same-origin")).isEqualTo(204);
        }
    }

    @Test
    void ownPageIsAllowedBehindAProxyThatChangesTheHost() {
        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().publicUrl(PUBLIC_URL).start()) {
            TestControl control = new TestControl(emulator);
            assertThat(control.send("POST", "/reset", "", "Origin", PUBLIC_URL.toString())
                            .statusCode())
                    .isEqualTo(204);
            assertThat(control.send("POST", "/reset", "", "Origin", "http://emulator.example")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void forbiddenRequestHasNoEffect() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            emulator.model("acme/kept");

            reset(emulator, "Origin", "https://attacker.example");

            assertThat(new TestControl(emulator).get("/models/acme/kept").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void otherHostsAreForbiddenUnlessAllowed() throws IOException {
        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().publicUrl(PUBLIC_URL).start()) {
            assertThat(getFromOtherAddress(emulator, "/emulator/models"))
                    .startsWith("HTTP/1.1 403")
                    .contains("--control");
            assertThat(getFromOtherAddress(emulator, "/")).contains("The state is not shown");
            assertThat(getFromOtherAddress(emulator, "/v1/models")).startsWith("HTTP/1.1 200");
        }
        try (ReplicateEmulator emulator = ReplicateEmulator.builder()
                .publicUrl(PUBLIC_URL)
                .allowRemoteControl()
                .start()) {
            assertThat(getFromOtherAddress(emulator, "/emulator/models")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void thisMachineCanUseItsAddressOnTheNetwork() {
        String address = ownAddress().getHostAddress();
        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().host(address).start()) {
            assertThat(emulator.controlUrl().getHost()).isEqualTo(address);
            assertThat(new TestApi(emulator)
                            .get(emulator.controlUrl() + "/models")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void namesOfContainersAreAllowedWithRemoteControl() throws IOException {
        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().allowRemoteControl().start()) {
            assertThat(get(emulator, "/emulator/clock", "emulator:8787")).startsWith("HTTP/1.1 200");
            assertThat(get(emulator, "/emulator/clock", "host.docker.internal:8787"))
                    .startsWith("HTTP/1.1 200");
            assertThat(get(emulator, "/emulator/clock", "attacker.example")).startsWith("HTTP/1.1 403");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded"})
    void forwardedRequestsAreForbidden(String header) {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            assertThat(reset(emulator, header, "127.0.0.1")).isEqualTo(403);
        }
    }

    private static int reset(ReplicateEmulator emulator, String header, String value) {
        return new TestControl(emulator)
                .send("POST", "/reset", "", header, value)
                .statusCode();
    }

    private static String get(ReplicateEmulator emulator, String path, String host) throws IOException {
        return TestApi.raw(
                        emulator.port(), "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                .text();
    }

    /** Send a request from an address that is neither a loopback address nor that of the emulator, as another host does. */
    private static String getFromOtherAddress(ReplicateEmulator emulator, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), emulator.port(), ownAddress(), 0)) {
            socket.getOutputStream()
                    .write(("GET " + path
                                    + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer emulator\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Return an address of this machine that is not a loopback address. */
    private static InetAddress ownAddress() {
        Optional<InetAddress> address = networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress())
                .findFirst();
        Assumptions.assumeTrue(address.isPresent(), "Skipped: this machine has only loopback addresses");
        return address.get();
    }

    private static Stream<NetworkInterface> networkInterfaces() {
        try {
            return NetworkInterface.networkInterfaces();
        } catch (IOException ex) {
            throw new AssertionError(ex);
        }
    }
}
