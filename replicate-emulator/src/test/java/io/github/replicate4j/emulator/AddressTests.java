/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTests {

    @Test
    void bothLoopbackAddressesAreServed() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            assertThat(isServed("127.0.0.1", emulator)).isTrue();
            assertThat(isServed("::1", emulator)).isTrue();
            // Another address of this machine.
            assertThat(isServed("127.0.0.2", emulator)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.2, 127.0.0.2, http://127.0.0.2",
        "::1, ::1, http://[::1]",
        "[::1], ::1, http://[::1]",
        "localhost, ::1, http://localhost",
        "0.0.0.0, 127.0.0.2, http://localhost"
    })
    void hostSelectsTheAddress(String host, String address, String url) {
        try (ReplicateEmulator emulator = ReplicateEmulator.builder().host(host).start()) {
            assertThat(isServed(address, emulator)).isTrue();
            assertThat(emulator.baseUrl()).hasToString(url + ":" + emulator.port() + "/v1");
        }
    }

    @Test
    void hostSelectsTheAddressBehindAPublicUrl() {
        try (ReplicateEmulator emulator = ReplicateEmulator.builder()
                .host("127.0.0.2")
                .publicUrl(URI.create("http://emulator:80"))
                .start()) {
            assertThat(isServed("127.0.0.2", emulator)).isTrue();
            assertThat(isServed("127.0.0.1", emulator)).isFalse();
            assertThat(emulator.baseUrl()).hasToString("http://emulator:80/v1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "http://localhost", "localhost:8787", "::1::"})
    void malformedHostIsRejected(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicateEmulator.builder().host(host))
                .withMessage("'" + host + "' is neither a host name nor an IP address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://emulator:8787",
                "http://emulator:8787/",
                "http://emulator:8787?s3cret",
                "http://emulator:8787#top",
                "http://user:s3cret@emulator:8787"
            })
    void malformedPublicUrlIsRejected(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicateEmulator.builder().publicUrl(URI.create(url)))
                .withMessageStartingWith("The public URL must consist of scheme, host and port")
                .withMessageNotContaining("user:s3cret");
    }

    @Test
    void addressOfAnotherMachineIsReported() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ReplicateEmulator.builder().host("192.0.2.1").start())
                .withMessageStartingWith("The emulator cannot listen on port 0 of 192.0.2.1: ");
    }

    @Test
    void portThatIsInUseForOneLoopbackAddressIsReported() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> ReplicateEmulator.builder()
                            .port(other.getLocalPort())
                            .start())
                    .withMessageStartingWith("The emulator cannot listen on port " + other.getLocalPort() + " of ::1: ")
                    .withMessageEndingWith("in use. Choose another port, or 0 for any free one");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://app:8080/hook, 201",
        "http://10.0.0.5/hook, 201",
        "http://172.16.0.5:8080/hook, 201",
        "http://192.168.0.5/hook, 201",
        "http://[fd00::5]/hook, 201",
        "http://host.docker.internal:8080/hook, 201",
        "http://app.jobs.svc.cluster.local/hook, 201",
        "https://example.com/hook, 201",
        "http://example.com/hook, 422",
        "http://172.32.0.5/hook, 422",
        "http://192.0.2.1/hook, 422",
        "http://[2001:db8::1]/hook, 422",
        "http://10.0.0.5.example.com/hook, 422"
    })
    void webhooksOfPrivateNetworksCanUsePlainHttpIfOtherHostsCanConnect(String url, int status) {
        try (ReplicateEmulator emulator = ReplicateEmulator.builder()
                .host("127.0.0.1")
                .publicUrl(URI.create("http://127.0.0.1"))
                .clock(EmulatorClock.manual())
                .start()) {
            TestApi api = new TestApi(emulator);
            String root = "http://127.0.0.1:" + emulator.port() + "/v1";

            var response = api.post(root + "/models/emulator/slow/predictions", TestApi.webhookBody(url, "completed"));

            assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        }
    }

    @Test
    void healthEndpointRequiresNoToken() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            var response = new TestApi(emulator, "").get("http://localhost:" + emulator.port() + "/emulator/health");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("{\"status\":\"up\"}");
            assertThat(emulator.requests().all()).isEmpty();
        }
    }

    private static boolean isServed(String address, ReplicateEmulator emulator) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, emulator.port()), 10_000);
            return true;
        } catch (IOException ex) {
            return false;
        }
    }
}
