/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

/** Decoding of event streams as the HTML standard defines it, except that a named event needs no data. */
class EventDecoderTests {

    private static final int LIMIT = 16 * 1024 * 1024;

    private final NettyDataBufferFactory factory = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);

    private final List<ByteBuf> buffers = new ArrayList<>();

    @AfterEach
    void allBuffersAreReleased() {
        assertThat(this.buffers).allMatch(buffer -> buffer.refCnt() == 0);
    }

    private DataBuffer buffer(byte[] bytes) {
        ByteBuf buffer = UnpooledByteBufAllocator.DEFAULT.buffer().writeBytes(bytes);
        this.buffers.add(buffer);
        return this.factory.wrap(buffer);
    }

    private List<String> decode(byte[]... pieces) {
        EventDecoder decoder = new EventDecoder(LIMIT);
        List<String> events = new ArrayList<>();
        for (byte[] piece : pieces) {
            decoder.decode(buffer(piece)).forEach(event -> events.add(describe(event)));
        }
        return events;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String describe(ServerSentEvent event) {
        return event.type() + "/" + event.id() + "/" + event.data().replace("\n", "\\n");
    }

    static Stream<Arguments> streams() {
        return Stream.of(
                arguments("", List.of()),
                arguments("data: a\n\n", List.of("message/null/a")),
                arguments("data:a\n\n", List.of("message/null/a")),
                arguments("data:  a \n\n", List.of("message/null/ a ")),
                arguments("data: a\ndata: b\n\n", List.of("message/null/a\\nb")),
                arguments("data: a\ndata\ndata:\ndata: d\n\n", List.of("message/null/a\\n\\n\\nd")),
                arguments("data\n\ndata\ndata\n\ndata:", List.of("message/null/", "message/null/\\n")),
                arguments("data: YHOO\ndata: +2\ndata: 10\n\n", List.of("message/null/YHOO\\n+2\\n10")),
                arguments(": hi\n\ndata: a\n\n", List.of("message/null/a")),
                arguments(": hi\ndata: a\n: there\ndata: b\n:\n\n", List.of("message/null/a\\nb")),
                arguments("event: output\nid: 1:0\ndata: a\n\n", List.of("output/1:0/a")),
                arguments("data: a\nid: 1:0\nevent: output\n\ndata: b\n\n", List.of("output/1:0/a", "message/null/b")),
                arguments("event: done\nid: 1\n\ndata: a\n\n", List.of("done/1/", "message/null/a")),
                arguments("event: done\n: hi\n\n", List.of("done/null/")),
                arguments("event: done\n", List.of()),
                arguments("event\n\nevent:\nid: 1\n\nretry: 1\n\n", List.of()),
                arguments("event: one\nevent: two\ndata: a\n\n", List.of("two/null/a")),
                arguments("event: one\nevent\ndata: a\n\n", List.of("message/null/a")),
                arguments("id: 1\u0000\ndata: a\n\n", List.of("message/null/a")),
                arguments("id: 1\nid: 2\u0000\ndata: a\n\n", List.of("message/1/a")),
                arguments("id\ndata: a\n\n", List.of("message//a")),
                arguments("Data: a\ndatas: b\n data: c\nfoo\nfoo: bar\n\n", List.of()),
                arguments(
                        "data: a\r\n\r\ndata: b\r\rdata: c\n\n",
                        List.of("message/null/a", "message/null/b", "message/null/c")),
                arguments("data: a\rdata: b\n\rdata: c\r\n\n", List.of("message/null/a\\nb", "message/null/c")),
                arguments("\n\n\r\r\n\ndata: a\n\n", List.of("message/null/a")),
                arguments("data: a:b: c\n\n", List.of("message/null/a:b: c")),
                arguments("data: a\n", List.of()),
                arguments("data: a\n\ndata: cut", List.of("message/null/a")),
                arguments("data: a\n\nevent: output\nid: 7\ndata: cut\n", List.of("message/null/a")),
                arguments("\uFEFFdata: a\n\n", List.of("message/null/a")),
                arguments("\uFEFF\uFEFFdata: a\n\n", List.of()),
                arguments("data: a\n\n\uFEFFdata: b\n\n", List.of("message/null/a")),
                arguments("data: \uFEFFa\n\n", List.of("message/null/\uFEFFa")),
                arguments("\uFEFF\ndata: a\n\n", List.of("message/null/a")),
                arguments("data: \u2028\u0085\u000b\n\n", List.of("message/null/\u2028\u0085\u000b")),
                arguments("data: ä€😀\n\n", List.of("message/null/ä€😀")));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void decodesEventsAsInStandard(String stream, List<String> events) {
        assertThat(decode(bytes(stream))).isEqualTo(events);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void decodesStreamSplitAnywhere(String stream, List<String> events) {
        byte[] all = bytes(stream);
        for (int i = 0; i <= all.length; i++) {
            for (int j = i; j <= all.length; j++) {
                assertThat(decode(
                                Arrays.copyOfRange(all, 0, i),
                                Arrays.copyOfRange(all, i, j),
                                Arrays.copyOfRange(all, j, all.length)))
                        .as("split at %d and %d", i, j)
                        .isEqualTo(events);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void decodesRandomTextInRandomPieces(long seed) {
        Random random = new Random(seed);
        String alphabet = "ab :\u00e4\u20ac\uFEFF\u0000datiev";
        List<String> sent = new ArrayList<>();
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            String lineEnd = List.of("\n", "\r", "\r\n").get(random.nextInt(3));
            StringBuilder data = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                int next = random.nextInt(alphabet.length() + 2);
                data.append(
                        next < alphabet.length() ? String.valueOf(alphabet.charAt(next)) : next % 2 == 0 ? "\n" : "😀");
            }
            sent.add("output/" + i + "/" + data.toString().replace("\n", "\\n"));
            stream.append("id:")
                    .append(i)
                    .append(lineEnd)
                    .append("event: output")
                    .append(lineEnd);
            for (String line : data.toString().split("\n", -1)) {
                stream.append("data: ").append(line).append(lineEnd);
            }
            // The comment separates the events: a carriage return and a line feed in a row are one line end.
            stream.append(lineEnd).append(": comment").append(lineEnd);
        }
        byte[] all = bytes(stream.toString());
        List<byte[]> pieces = new ArrayList<>();
        for (int from = 0; from < all.length; ) {
            int to = Math.min(all.length, from + random.nextInt(20));
            pieces.add(Arrays.copyOfRange(all, from, to));
            from = to;
        }
        assertThat(decode(pieces.toArray(byte[][]::new))).isEqualTo(sent);
    }

    @Test
    void replacesInvalidBytes() {
        byte[] truncatedCharacter = bytes("data: a\nX\n\n");
        truncatedCharacter[6] = (byte) 0xE2;
        truncatedCharacter[8] = (byte) 0xFF;
        byte[] inData = bytes("data: aX\n\n");
        inData[7] = (byte) 0xFF;
        assertThat(decode(truncatedCharacter)).containsExactly("message/null/\uFFFD");
        assertThat(decode(inData)).containsExactly("message/null/a\uFFFD");
    }

    @Test
    void lastIdIsFromLastCompleteEvent() {
        EventDecoder decoder = new EventDecoder(LIMIT);
        assertThat(decoder.lastEventId()).isNull();
        decoder.decode(buffer(bytes("id: 1\ndata: a\n\ndata: b\n\n")));
        assertThat(decoder.lastEventId()).isEqualTo("1");
        assertThat(decoder.decode(buffer(bytes("id: 2\n\nid: 3\ndata: cut\n")))).isEmpty();
        assertThat(decoder.lastEventId()).isEqualTo("2");
    }

    @Test
    void retryMustBeDigits() {
        EventDecoder decoder = new EventDecoder(LIMIT);
        decoder.decode(buffer(bytes("retry: 1500\nretry: soon\nretry: -1\nretry: \nretry: 99999999999\n")));
        assertThat(decoder.retry()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void commentAnnouncesTimedOutConnection() {
        EventDecoder decoder = new EventDecoder(LIMIT);
        decoder.decode(buffer(bytes(": hi\n\n: 408:\ndata: :408:\n\n")));
        assertThat(decoder.timedOut()).isFalse();
        decoder.decode(buffer(bytes(":408: 408 Request Timeout\n\n")));
        assertThat(decoder.timedOut()).isTrue();
    }

    @Test
    void rejectsEventAboveMaximumSize() {
        int limit = 1000;
        String fits = "data: " + "x".repeat(limit - 6);
        for (int piece : new int[] {1, 7, 5000}) {
            assertThat(decodeWithin(limit, fits + "\n\n" + fits + "\r\n\r\n", piece))
                    .hasSize(2);
            assertThatExceptionOfType(DataBufferLimitException.class)
                    .isThrownBy(() -> decodeWithin(limit, fits + "x\n\n", piece));
            assertThatExceptionOfType(DataBufferLimitException.class)
                    .isThrownBy(() -> decodeWithin(limit, "data: y\n".repeat(limit), piece));
        }
    }

    @Test
    void limitsUnterminatedLine() {
        assertThatExceptionOfType(DataBufferLimitException.class)
                .isThrownBy(() -> decodeWithin(1000, ":" + "x".repeat(2000), 100));
    }

    @Test
    void maximumSizeAppliesToEachEvent() {
        assertThat(decodeWithin(1000, ": a comment\ndata: y\n\n".repeat(1000), 64))
                .hasSize(1000);
    }

    @Test
    void decodesEventOf16Megabytes() {
        String data = "x".repeat(LIMIT - 6);
        assertThat(decodeWithin(LIMIT, "data: " + data + "\n\n", 64 * 1024))
                .singleElement()
                .satisfies(event -> assertThat(event.data()).hasSize(data.length()));
    }

    private List<ServerSentEvent> decodeWithin(int limit, String stream, int piece) {
        EventDecoder decoder = new EventDecoder(limit);
        List<ServerSentEvent> events = new ArrayList<>();
        byte[] all = bytes(stream);
        for (int from = 0; from < all.length; from += piece) {
            events.addAll(decoder.decode(buffer(Arrays.copyOfRange(all, from, Math.min(all.length, from + piece)))));
        }
        return events;
    }
}
