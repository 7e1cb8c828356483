/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.fault;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A failure that the emulator injects into a request.
 *
 * <p>Effects combine where possible: a status, a delay and a truncated body produce a late error response that breaks off.
 * If several effects end the connection in different ways, the last one applies. The fault takes effect as soon as its first
 * effect is set.
 *
 * <p>{@link #status(int)}, {@link #body(String, String)}, {@link #html(int)} and {@link #redirectTo(URI)} replace the
 * response of the operation, which is not executed. {@link #resetBeforeRequestRead()}, {@link #resetBeforeResponse()} and
 * {@link #hang()} also prevent its execution. All other effects change the response of an operation that is executed.
 *
 * @since 0.1.0
 */
public interface Fault {

    /**
     * Respond with the given status, and with the body that Replicate sends with that status.
     *
     * @param code the status, 200 to 599
     * @return this fault
     * @throws IllegalArgumentException if the status is out of range
     */
    Fault status(int code);

    /**
     * Add a {@code Retry-After} header in seconds, with fractions if the duration is not a whole number of seconds. The
     * default body of status 429 contains the same value.
     *
     * @param time the duration; not negative
     * @return this fault
     * @throws IllegalArgumentException if the duration is negative
     */
    Fault retryAfter(Duration time);

    /**
     * Set a header of the response, replacing any header of the same name.
     *
     * @param name the header name
     * @param value the header value
     * @return this fault
     */
    Fault header(String name, String value);

    /**
     * Respond with the given body. The status is 200 unless {@link #status(int)} sets another one.
     *
     * @param contentType the content type
     * @param text the body
     * @return this fault
     */
    Fault body(String contentType, String text);

    /**
     * Respond with an HTML page, as proxies in front of Replicate do.
     *
     * @param code the status, 200 to 599
     * @return this fault
     * @throws IllegalArgumentException if the status is out of range
     */
    default Fault html(int code) {
        String title = code + " from the proxy in front";
        return status(code)
                .body(
                        "text/html;charset=UTF-8",
                        "<!DOCTYPE html>\n<html><head><title>" + title + "</title></head><body><h1>" + title
                                + "</h1></body></html>\n");
    }

    /**
     * Respond with status 307, a {@code Location} header and no body.
     *
     * @param location the redirect target
     * @return this fault
     */
    default Fault redirectTo(URI location) {
        return status(307).header("Location", location.toString()).emptyBody();
    }

    /**
     * Send no body.
     *
     * @return this fault
     */
    Fault emptyBody();

    /**
     * Change the JSON object in the response. Responses that are not JSON objects are not changed.
     *
     * @param rewrite a callback that changes the object in place; it consists of maps, lists and plain values
     * @return this fault
     */
    Fault rewriteJson(Consumer<Map<String, Object>> rewrite);

    /**
     * Corrupt the events of a stream. Responses that are not streams are not changed.
     *
     * @param effects a callback that configures the effects
     * @return this fault
     */
    Fault stream(Consumer<StreamFault> effects);

    /**
     * Delay the response, or the end of the connection. The operation, if it is executed, is executed immediately.
     *
     * @param time the delay in real time, even if the emulator uses a manual clock; not negative
     * @return this fault
     * @throws IllegalArgumentException if the delay is negative
     */
    Fault delay(Duration time);

    /**
     * Reset the connection before reading the body of the request.
     *
     * @return this fault
     */
    Fault resetBeforeRequestRead();

    /**
     * Read the complete request, then reset the connection.
     *
     * @return this fault
     */
    Fault resetBeforeResponse();

    /**
     * Execute the operation (a prediction is created), then reset the connection before sending any byte of the response.
     *
     * @return this fault
     */
    Fault lostResponse();

    /**
     * Send the head and half of the body of the response, then reset the connection.
     *
     * @return this fault
     */
    Fault resetMidBody();

    /**
     * Send a head that announces the complete body, but only half of the body, then close the connection normally.
     *
     * @return this fault
     */
    Fault tornBody();

    /**
     * Send a complete HTTP response that contains only the first half of its body.
     *
     * @return this fault
     */
    Fault truncatedJson();

    /**
     * Read the complete request and never respond, until the client gives up or the emulator is closed.
     *
     * @return this fault
     */
    Fault hang();
}
