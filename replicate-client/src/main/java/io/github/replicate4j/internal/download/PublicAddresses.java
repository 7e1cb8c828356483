/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.download;

import io.github.replicate4j.internal.http.ReactorNettyRequests;
import io.github.replicate4j.internal.support.Loopback;
import io.github.replicate4j.internal.support.Redaction;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.springframework.http.client.reactive.ClientHttpRequest;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps requests for URLs that a model chose away from this machine and its network, unless the API is there, too. Addresses
 * are inspected after name resolution, because any name can resolve to any address.
 */
final class PublicAddresses {

    private final URI api;

    PublicAddresses(URI api) {
        this.api = api;
    }

    /**
     * Resolve the host of a URL on a thread that may block.
     *
     * @return whether only public addresses are allowed; an {@link IllegalArgumentException} if the host has an address that
     *     is not allowed
     */
    Mono<Boolean> check(URI url) {
        if (Loopback.isLoopback(this.api)) {
            return Mono.just(false);
        }
        return Mono.fromCallable(() -> {
                    boolean isPrivate = hasPrivateAddress(host(url));
                    if (isPrivate && !hasPrivateAddress(host(this.api))) {
                        throw rejected(url);
                    }
                    return !isPrivate;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * Check the address that a request is about to be sent to, if the HTTP engine reports it: the engine resolves the host
     * again, and may get another address.
     */
    static void checkPeer(URI url, ClientHttpRequest request) {
        if (ReactorNettyRequests.peer(request) instanceof InetSocketAddress peer
                && peer.getAddress() != null
                && isPrivate(peer.getAddress())) {
            throw rejected(url);
        }
    }

    private static IllegalArgumentException rejected(URI url) {
        return new IllegalArgumentException(
                "Files and streams are not read from addresses of this machine or its network, because the API is"
                        + " elsewhere: " + Redaction.of(url.toString())
                        + ". If you trust the address, download it with your own HTTP client.");
    }

    /** Java does not accept every host that HTTP engines accept, such as 127.1. A trailing dot only ends a name. */
    private static String host(URI url) {
        String host = url.getHost();
        if (host == null) {
            String authority = url.getRawAuthority();
            host = authority.substring(authority.lastIndexOf('@') + 1).replaceFirst(":\\d*$", "");
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** A host that cannot be resolved here may be resolved by a proxy. */
    private static boolean hasPrivateAddress(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).anyMatch(PublicAddresses::isPrivate);
        } catch (UnknownHostException ex) {
            return false;
        }
    }

    /** Return whether an address is not reachable from the public internet. */
    static boolean isPrivate(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address instanceof Inet4Address) {
            // "This network" and the shared address space of RFC 6598.
            return first == 0 || first == 100 && (second & 0xc0) == 64;
        }
        boolean uniqueLocal = (first & 0xfe) == 0xfc;
        return uniqueLocal || address instanceof Inet6Address && containsPrivate(bytes, first, second);
    }

    /** IPv4-compatible, NAT64 and 6to4 addresses contain an IPv4 address; Java converts those that are IPv4-mapped. */
    private static boolean containsPrivate(byte[] bytes, int first, int second) {
        boolean compatible = allZero(bytes, 0, 12);
        boolean nat64 = first == 0 && second == 0x64 && bytes[2] == (byte) 0xff && bytes[3] == (byte) 0x9b;
        boolean sixToFour = first == 0x20 && second == 0x02;
        if (!compatible && !nat64 && !sixToFour) {
            return false;
        }
        int offset = sixToFour ? 2 : 12;
        try {
            return isPrivate(InetAddress.getByAddress(Arrays.copyOfRange(bytes, offset, offset + 4)));
        } catch (UnknownHostException ex) {
            return true;
        }
    }

    private static boolean allZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
