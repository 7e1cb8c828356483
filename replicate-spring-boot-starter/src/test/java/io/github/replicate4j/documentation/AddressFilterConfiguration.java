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
