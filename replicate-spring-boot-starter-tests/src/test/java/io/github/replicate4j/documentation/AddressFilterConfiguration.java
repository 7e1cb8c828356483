/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.context.annotation.Bean;

/** The code of {@code docs/security.md}. */
class AddressFilterConfiguration {

    @Bean
    InetAddressFilter externalAddresses() {
        InetAddressFilter external = InetAddressFilter.externalAddresses();
        return InetAddressFilter.adapt(address -> external.matches(unmapped(address)));
    }

    /** Convert an IPv4-mapped IPv6 address to IPv4. The filter alone would accept it. */
    private static InetAddress unmapped(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
