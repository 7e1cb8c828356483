/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.control;

import io.github.replicate4j.emulator.internal.http.ForwardedHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Decides which requests may control the emulator.
 *
 * <p>A web page of another site must not control an emulator on the machine of its visitor. Therefore the host must not be a
 * name that the site could point to this machine, and the origin must be that of the emulator.
 */
public final class ControlAccess {

    private static final Pattern IP_ADDRESS = Pattern.compile("\\[[0-9a-f:.%]+]|[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private final boolean remote;

    private final List<String> names;

    private final @Nullable String publicOrigin;

    /**
     * Create the rules.
     *
     * @param remote whether other hosts may control the emulator
     * @param names the names of the emulator in its own URLs
     * @param publicUrl the URL of the emulator in browsers on other hosts, or null
     */
    public ControlAccess(boolean remote, List<String> names, @Nullable URI publicUrl) {
        this.remote = remote;
        this.names = names;
        this.publicOrigin = publicUrl == null ? null : publicUrl.toString();
    }

    /** Return why a request must not read the state of the emulator, or null if it may. */
    public @Nullable String refusal(ServerRequest request) {
        HttpHeaders headers = request.headers().asHttpHeaders();
        if (!this.remote && !isLocal(request, headers)) {
            return "Only this machine may control the emulator: start the emulator with --control,"
                    + " or with allowRemoteControl() of the builder, to allow other hosts";
        }
        String host = headers.getFirst(HttpHeaders.HOST);
        return host == null || isAllowed(hostName(host))
                ? null
                : "The control API is not available as '" + hostName(host)
                        + "': use localhost, an IP address or the public URL of the emulator";
    }

    /** Return why a request must not control the emulator, or null if it may. */
    public @Nullable String refusalToControl(ServerRequest request) {
        String refusal = refusal(request);
        return refusal == null && isOfOtherOrigin(request.headers().asHttpHeaders())
                ? "Web pages of other origins may not control the emulator"
                : refusal;
    }

    private static boolean isLocal(ServerRequest request, HttpHeaders headers) {
        return !ForwardedHeaders.areIn(headers)
                && request.remoteAddress()
                        .map(InetSocketAddress::getAddress)
                        // This machine can also connect to its own address on the network.
                        .filter(address -> address.isLoopbackAddress() || isOwn(address, request))
                        .isPresent();
    }

    private static boolean isOwn(InetAddress address, ServerRequest request) {
        InetSocketAddress local = request.exchange().getRequest().getLocalAddress();
        return local != null && address.equals(local.getAddress());
    }

    private boolean isAllowed(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || IP_ADDRESS.matcher(host).matches()
                || this.names.stream().anyMatch(host::equalsIgnoreCase)
                // Names of containers, which are not part of the public DNS.
                || (this.remote && (host.indexOf('.') < 0 || host.endsWith(".internal")));
    }

    private boolean isOfOtherOrigin(HttpHeaders headers) {
        String origin = headers.getFirst(HttpHeaders.ORIGIN);
        String site = headers.getFirst("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return true;
        }
        String host = headers.getFirst(HttpHeaders.HOST);
        return origin != null
                && !origin.replaceFirst("^https?://", "").equalsIgnoreCase(host)
                // A proxy can change the host.
                && !origin.equalsIgnoreCase(this.publicOrigin);
    }

    private static String hostName(String host) {
        String name = host.startsWith("[") ? host.substring(0, host.indexOf(']') + 1) : host.replaceFirst(":.*", "");
        return name.toLowerCase(Locale.ROOT);
    }
}
