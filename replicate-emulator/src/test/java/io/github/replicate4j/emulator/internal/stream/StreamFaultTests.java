/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.fault.StreamFault;
import io.github.replicate4j.emulator.fault.StreamFault.LineEnd;
import io.github.replicate4j.emulator.request.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamFaultTests {

    private static final ReplicateEmulator EMULATOR = ReplicateEmulator.builder()
            .clock(EmulatorClock.manual(Instant.ofEpochSecond(1)))
            .start();

    private static final String GREETING = ": hi\n\n";

    private static final String ONE = "event: output\nid: 1:0\ndata: one\n\n";

    private static final String TWO = "event: output\nid: 1:1\ndata: zwölf 🌭\n\n";

    private static final String DONE = "event: done\nid: 1:2\ndata: {}\n\n";

    private URI stream;

    /** Number of bytes after which the stream may be silent. */
    private int bytesBeforeSilence = Integer.MAX_VALUE;

    @BeforeEach
    void model() {
        EMULATOR.reset();
        EMULATOR.model("acme/teller")
                .official()
                .streams()
                .respond(script -> script.output("one").output("zwölf 🌭").succeed());
        Map<?, ?> urls = (Map<?, ?>) new TestApi(EMULATOR).create("acme/teller").get("urls");
        this.stream = URI.create((String) urls.get("stream"));
    }

    @AfterAll
    static void close() {
        EMULATOR.close();
    }

    @Test
    void noFaultByDefault() throws IOException {
        assertThat(follow()).isEqualTo(new Body(GREETING + ONE + TWO + DONE, End.CLEAN));
    }

    @Test
    void streamIsCutBetweenEvents() throws IOException {
        fault(events -> events.cutAfter(2));
        assertThat(follow()).isEqualTo(new Body(GREETING + ONE + TWO, End.CLEAN));
        fault(events -> events.cutAfter(0));
        assertThat(follow()).isEqualTo(new Body(GREETING, End.CLEAN));
    }

    @Test
    void streamIsCutInEvent() throws IOException {
        fault(events -> events.cutInFrameAfter(1));

        assertThat(follow()).isEqualTo(new Body(GREETING + ONE + half(TWO), End.CLEAN));
    }

    @Test
    void streamIsCutInCharacter() throws IOException {
        fault(events -> events.cutInCharacterAfter(0));

        byte[] received = followBytes(null).bytes();

        byte[] whole = (GREETING + ONE + "event: output\nid: 1:1\ndata: zwö").getBytes(StandardCharsets.UTF_8);
        assertThat(received).isEqualTo(Arrays.copyOf(whole, whole.length - 1));
    }

    @Test
    void cutResetsConnection() throws IOException {
        fault(events -> events.cutAfter(1).byReset());
        assertThat(follow()).isEqualTo(new Body(GREETING + ONE, End.RESET));
        fault(events -> events.byReset().cutInFrameAfter(1));
        assertThat(follow()).isEqualTo(new Body(GREETING + ONE + half(TWO), End.RESET));
    }

    @Test
    void cutStallsConnection() throws IOException {
        fault(events -> events.cutAfter(1).byStall());
        this.bytesBeforeSilence = (GREETING + ONE).length();

        assertThat(follow()).isEqualTo(new Body(GREETING + ONE, End.SILENCE));
    }

    @Test
    void streamTimesOut() throws IOException {
        fault(events -> events.timeOutAfter(1));

        assertThat(follow()).isEqualTo(new Body(GREETING + ONE + ":408: 408 Request Timeout\n\n", End.CLEAN));
    }

    @Test
    void resumedStreamCanReplayFromStart() throws IOException {
        fault(StreamFault::replayFromStart);

        assertThat(follow("1:0")).isEqualTo(new Body(GREETING + ONE + TWO + DONE, End.CLEAN));
        assertThat(follow("1:0")).isEqualTo(new Body(GREETING + TWO + DONE, End.CLEAN));
    }

    @Test
    void eventsAreCountedPerConnection() throws IOException {
        fault(events -> events.cutAfter(1));

        assertThat(follow("1:0")).isEqualTo(new Body(GREETING + TWO, End.CLEAN));
    }

    @ParameterizedTest
    @EnumSource(LineEnd.class)
    void lineEndings(LineEnd lineEnd) throws IOException {
        fault(events -> events.lineEnd(lineEnd));
        String text = switch (lineEnd) {
            case LF -> "\n";
            case CR -> "\r";
            case CRLF -> "\r\n";
        };

        assertThat(follow()).isEqualTo(new Body((GREETING + ONE + TWO + DONE).replace("\n", text), End.CLEAN));
    }

    @Test
    void byteOrderMark() throws IOException {
        fault(StreamFault::byteOrderMark);

        assertThat(follow().text()).isEqualTo("\uFEFF" + GREETING + ONE + TWO + DONE);
    }

    @Test
    void rawTextCanBeInserted() throws IOException {
        fault(events -> events.insertAfter(0, "id: 9:9\n\n")
                .insertAfter(1, "event: logs\ndata: x\n\n")
                .insertAfter(1, "retry: 5\n\n"));

        assertThat(follow().text())
                .isEqualTo(GREETING + "id: 9:9\n\n" + ONE + "event: logs\ndata: x\n\n" + "retry: 5\n\n" + TWO + DONE);
    }

    @Test
    void doneWithoutData() throws IOException {
        fault(StreamFault::doneWithoutData);

        assertThat(follow().text()).isEqualTo(GREETING + ONE + TWO + "event: done\nid: 1:2\n\n");
    }

    @Test
    void streamIsSplitIntoChunks() throws IOException {
        fault(events -> events.inPiecesOf(3));

        Body body = follow();

        assertThat(body.text()).isEqualTo(GREETING + ONE + TWO + DONE);
        assertThat(followed(null, true)).as("the next one is whole").contains("\r\n" + GREETING + "\r\n");
    }

    @Test
    void chunksAreFlushedSeparately() throws IOException {
        fault(events -> events.inPiecesOf(3));

        assertThat(followed(null, true)).contains("\r\n3\r\n: h\r\n3\r\ni\n\n\r\n3\r\neve\r\n");
    }

    @Test
    void statusReplacesStream() throws IOException {
        EMULATOR.faults().next(Operation.STREAM).status(503);

        assertThat(followed(null, false)).startsWith("HTTP/1.1 503 ");
        assertThat(follow().end()).isEqualTo(End.CLEAN);
    }

    @Test
    void connectionIsResetBeforeStream() throws IOException {
        EMULATOR.faults().next(Operation.STREAM).resetBeforeResponse();

        assertThat(TestApi.raw(
                        this.stream.getPort(), "GET " + this.stream.getPath() + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .isEqualTo(new TestApi.Wire("", true));
    }

    @Test
    void streamFaultDoesNotChangeOtherResponses() {
        EMULATOR.faults().next().stream(events -> events.cutAfter(0));

        assertThat(new TestApi(EMULATOR).get("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void rejectsInvalidArguments() {
        StreamFault fault = new DefaultStreamFault();
        assertThatIllegalArgumentException().isThrownBy(() -> fault.cutAfter(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> fault.inPiecesOf(0));
    }

    private static void fault(Consumer<StreamFault> effects) {
        EMULATOR.faults().next(Operation.STREAM).stream(effects);
    }

    private static String half(String frame) {
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        return new String(bytes, 0, bytes.length / 2, StandardCharsets.UTF_8);
    }

    private Body follow() throws IOException {
        return follow(null);
    }

    private Body follow(String lastEventId) throws IOException {
        Received received = followBytes(lastEventId);
        return new Body(new String(received.bytes(), StandardCharsets.UTF_8), received.end());
    }

    /** Read the whole response. */
    private String followed(String lastEventId, boolean untilEnd) throws IOException {
        try (Socket socket = request(lastEventId)) {
            byte[] read = untilEnd
                    ? socket.getInputStream().readAllBytes()
                    : socket.getInputStream().readNBytes(20);
            return new String(read, StandardCharsets.UTF_8);
        }
    }

    private Socket request(String lastEventId) throws IOException {
        Socket socket = new Socket("127.0.0.1", this.stream.getPort());
        String head = "GET " + this.stream.getPath() + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + (lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n") + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Read the chunks of the body until it ends. */
    private Received followBytes(String lastEventId) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (Socket socket = request(lastEventId)) {
            socket.setSoTimeout(60_000);
            InputStream in = socket.getInputStream();
            String line = line(in);
            while (!line.isEmpty()) {
                line = line(in);
            }
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                body.writeBytes(in.readNBytes(size));
                line(in);
                if (body.size() >= this.bytesBeforeSilence) {
                    socket.setSoTimeout(1_000);
                }
            }
            return new Received(body.toByteArray(), End.CLEAN);
        } catch (SocketTimeoutException ex) {
            return new Received(body.toByteArray(), End.SILENCE);
        } catch (SocketException ex) {
            return new Received(body.toByteArray(), End.RESET);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) {
                throw new IOException("The response ended within a line: " + line);
            }
            if (each != '\r') {
                line.append((char) each);
            }
        }
        return line.toString();
    }

    private enum End {
        CLEAN,
        RESET,
        SILENCE
    }

    private record Body(String text, End end) {}

    private record Received(byte[] bytes, End end) {}
}
