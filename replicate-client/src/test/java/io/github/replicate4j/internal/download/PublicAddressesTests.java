/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.testing.FaultServer;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.HttpComponentsClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.JettyClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

/** Files at addresses of this machine and its network. */
class PublicAddressesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.10",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "224.0.0.1",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::a00:1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::"
            })
    void privateAddress(String address) throws Exception {
        assertThat(PublicAddresses.isPrivate(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.167.0.1",
                "2606:4700::1111",
                "::ffff:1.1.1.1",
                "64:ff9b::101:101",
                "2002:101:101::"
            })
    void publicAddress(String address) throws Exception {
        assertThat(PublicAddresses.isPrivate(InetAddress.getByName(address))).isFalse();
    }

    static Stream<ClientHttpConnector> connectors() {
        return Stream.of(
                new ReactorClientHttpConnector(),
                new JdkClientHttpConnector(),
                new HttpComponentsClientHttpConnector(),
                new JettyClientHttpConnector());
    }

    private static FileOutput file(Replicate client, String url) {
        return client.output(JsonMapper.shared()
                        .readValue(
                                "{\"id\":\"p\",\"status\":\"succeeded\",\"output\":\"" + url + "\"}", Prediction.class))
                .file();
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void fileOnThisMachineIsNotReadIfTheApiIsElsewhere(ClientHttpConnector connector) throws Exception {
        try (FaultServer server = FaultServer.start();
                Replicate client = Replicate.builder()
                        .baseUrl("https://192.0.2.1/v1")
                        .bearerToken("r8_x")
                        .connector(connector)
                        .build()) {
            for (String host :
                    List.of("localhost.", "0.0.0.0", "[::ffff:127.0.0.1]", "[::]", "127.1", "2130706433", "10.0.0.1")) {
                FileOutput file = file(client, "https://" + host + ":" + server.port() + "/x.png");
                assertThatIllegalArgumentException()
                        .as(host)
                        .isThrownBy(file::bytes)
                        .withMessageContaining("this machine or its network")
                        .withMessageContaining("download it with your own HTTP client");
            }
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void fileInTheNetworkIsReadIfTheApiIsThere() {
        URI file = URI.create("https://10.0.0.2/x.png");
        StepVerifier.create(new PublicAddresses(URI.create("https://10.0.0.1/v1")).check(file))
                .expectNext(false)
                .verifyComplete();
        StepVerifier.create(new PublicAddresses(URI.create("http://localhost:8080/v1")).check(file))
                .expectNext(false)
                .verifyComplete();
        StepVerifier.create(new PublicAddresses(URI.create("https://1.1.1.1/v1")).check(file))
                .verifyError(IllegalArgumentException.class);
        StepVerifier.create(new PublicAddresses(URI.create("https://1.1.1.1/v1"))
                        .check(URI.create("https://no-such-host.invalid/x.png")))
                .expectNext(true)
                .verifyComplete();
    }

    /** Resolves every name to this machine, as the DNS server of an attacker may do for the second lookup. */
    private static final class RebindingResolver extends AddressResolverGroup<InetSocketAddress> {

        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new InetSocketAddressResolver(executor, new InetNameResolver(executor) {
                @Override
                protected void doResolve(String name, Promise<InetAddress> promise) {
                    promise.setSuccess(InetAddress.getLoopbackAddress());
                }

                @Override
                protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
                    promise.setSuccess(List.of(InetAddress.getLoopbackAddress()));
                }
            });
        }
    }

    @Test
    void addressOfTheConnectionIsChecked() throws Exception {
        HttpClient engine = HttpClient.create().resolver(new RebindingResolver());
        TokenlessClient client =
                new TokenlessClient(new ReactorClientHttpConnector(engine), URI.create("https://1.1.1.1/v1"));
        try (FaultServer server = FaultServer.start()) {
            StepVerifier.create(client.get(
                            URI.create("http://no-such-host.invalid:" + server.port() + "/x.png"),
                            "file download",
                            Duration.ofSeconds(30),
                            headers -> {},
                            response -> response.bodyToFlux(DataBuffer.class)))
                    .verifyErrorSatisfies(failure -> assertThat(failure)
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("this machine or its network"));
            assertThat(server.requests()).isEmpty();
        }
    }
}
