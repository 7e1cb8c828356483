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

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.http.Answer;
import io.github.replicate4j.emulator.http.AnswerBody;
import io.github.replicate4j.emulator.stream.StreamFault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What goes wrong with a request. Effects add up where they can: a status, a delay and a body that breaks off make a
 * late error that is cut short. Of several ways to break the connection the last one holds.
 *
 * <p>{@link #status(int)}, {@link #body(String, String)}, {@link #html(int)} and {@link #redirectTo(URI)} answer in place
 * of the operation, which is not carried out. {@link #resetBeforeRequestRead()}, {@link #resetBeforeResponse()} and
 * {@link #hang()} keep it from being carried out, too. With all others it is carried out, and its own answer suffers.
 */
public final class Fault {

    private final Consumer<Fault> arm;
    private final List<Consumer<Map<String, Object>>> rewrites = new ArrayList<>();
    private final HttpHeaders headers = new HttpHeaders();
    private boolean armed;
    private Duration delay = Duration.ZERO;
    private FaultPlan.Ending ending = FaultPlan.Ending.COMPLETE;
    private @Nullable Integer status;
    private @Nullable Duration retryAfter;
    private byte @Nullable [] body;
    private boolean emptyBody;
    private final StreamFault stream = new StreamFault();

    Fault(Consumer<Fault> arm) {
        this.arm = arm;
    }

    /**
     * Answers with a status, and a body as Replicate would send it with that status.
     *
     * @param code the status, 200 to 599
     * @return this
     */
    public Fault status(int code) {
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException(code + " is no status of an answer: give 200 to 599");
        }
        return change(() -> this.status = code);
    }

    /**
     * Adds {@code Retry-After}, in seconds, with a fraction where the time is no whole number of them. The default body
     * of status 429 says the same.
     *
     * @param time the time; not negative
     * @return this
     */
    public Fault retryAfter(Duration time) {
        return change(() -> this.retryAfter = notNegative(time));
    }

    /**
     * Adds a header to the answer, in place of one of the same name.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public Fault header(String name, String value) {
        return change(() -> this.headers.set(name, value));
    }

    /**
     * Answers with a body; with status 200 unless {@link #status(int)} says otherwise.
     *
     * @param contentType its content type
     * @param text the body
     * @return this
     */
    public Fault body(String contentType, String text) {
        return change(() -> {
            this.headers.set(HttpHeaders.CONTENT_TYPE, contentType);
            this.body = text.getBytes(StandardCharsets.UTF_8);
        });
    }

    /**
     * Answers with a page of HTML, as proxies in front of Replicate do.
     *
     * @param code the status, 200 to 599
     * @return this
     */
    public Fault html(int code) {
        String title = code + " from the proxy in front";
        return status(code)
                .body(
                        "text/html;charset=UTF-8",
                        "<!DOCTYPE html>\n<html><head><title>" + title + "</title></head><body><h1>" + title
                                + "</h1></body></html>\n");
    }

    /**
     * Answers with status 307 and a {@code Location}, and no body.
     *
     * @param location where to go
     * @return this
     */
    public Fault redirectTo(URI location) {
        return status(307).header(HttpHeaders.LOCATION, location.toString()).emptyBody();
    }

    /**
     * Sends no body.
     *
     * @return this
     */
    public Fault emptyBody() {
        return change(() -> this.emptyBody = true);
    }

    /**
     * Changes the JSON object of the answer. Other answers are left alone.
     *
     * @param rewrite changes the object, which is made of maps, lists and plain values, in place
     * @return this
     */
    public Fault rewriteJson(Consumer<Map<String, Object>> rewrite) {
        return change(() -> this.rewrites.add(rewrite));
    }

    /**
     * Spoils the events of a stream. Other answers are left alone.
     *
     * @param effects says what goes wrong with them
     * @return this
     */
    public Fault stream(Consumer<StreamFault> effects) {
        return change(() -> effects.accept(this.stream));
    }

    /**
     * Holds the answer, or the end of the connection, back. The operation, if it is carried out at all, is so at once.
     *
     * @param time how long, in real time even if the emulator has a manual clock; not negative
     * @return this
     */
    public Fault delay(Duration time) {
        return change(() -> this.delay = notNegative(time));
    }

    /**
     * Resets the connection before the body of the request is read.
     *
     * @return this
     */
    public Fault resetBeforeRequestRead() {
        return end(FaultPlan.Ending.RESET_BEFORE_REQUEST_READ);
    }

    /**
     * Reads the whole request, and resets the connection.
     *
     * @return this
     */
    public Fault resetBeforeResponse() {
        return end(FaultPlan.Ending.RESET_BEFORE_RESPONSE);
    }

    /**
     * Carries the operation out (a prediction is created), and then resets the connection before a byte of the answer
     * was sent.
     *
     * @return this
     */
    public Fault lostResponse() {
        return end(FaultPlan.Ending.LOST_RESPONSE);
    }

    /**
     * Sends the head and half the body of the answer, and resets the connection.
     *
     * @return this
     */
    public Fault resetMidBody() {
        return end(FaultPlan.Ending.RESET_MID_BODY);
    }

    /**
     * Sends the head, which announces the whole body, but only half of that, and closes the connection in good order.
     *
     * @return this
     */
    public Fault tornBody() {
        return end(FaultPlan.Ending.TORN_BODY);
    }

    /**
     * Sends a complete HTTP answer whose body is only half of what it should be.
     *
     * @return this
     */
    public Fault truncatedJson() {
        return end(FaultPlan.Ending.TRUNCATED_JSON);
    }

    /**
     * Reads the whole request and never answers, until the client gives up or the emulator is closed.
     *
     * @return this
     */
    public Fault hang() {
        return end(FaultPlan.Ending.HANG);
    }

    private Fault end(FaultPlan.Ending with) {
        return change(() -> this.ending = with);
    }

    private Fault change(Runnable change) {
        boolean first;
        synchronized (this) {
            change.run();
            first = !this.armed;
            this.armed = true;
        }
        if (first) {
            this.arm.accept(this);
        }
        return this;
    }

    synchronized FaultPlan plan() {
        HttpHeaders more = new HttpHeaders();
        more.putAll(this.headers);
        Duration pause = this.retryAfter;
        if (pause != null && !more.containsHeader(HttpHeaders.RETRY_AFTER)) {
            more.set(HttpHeaders.RETRY_AFTER, FaultAnswers.seconds(pause));
        }
        return new FaultPlan(
                this.ending, this.delay, replacement(), more, List.copyOf(this.rewrites), this.emptyBody, this.stream);
    }

    private @Nullable Answer replacement() {
        if (this.body != null) {
            return new Answer(
                    this.status == null ? 200 : this.status, new HttpHeaders(), new AnswerBody.Bytes(this.body));
        }
        return this.status == null ? null : FaultAnswers.of(this.status, this.retryAfter);
    }

    private static Duration notNegative(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("The time cannot be " + time);
        }
        return time;
    }
}
