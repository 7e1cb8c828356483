/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Encodes events as server-sent events, with the effects of a fault. Each array of bytes is flushed separately.
 */
public final class EventEncoder {

    /** The comment at the beginning of every stream. */
    public static final String GREETING = ": hi\n\n";

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    private final DefaultStreamFault fault;

    private final AtomicInteger sent = new AtomicInteger();

    private EventEncoder(DefaultStreamFault fault) {
        this.fault = fault;
    }

    /**
     * Encode the events that follow the event with the given id, or all events if the id is null.
     *
     * @return the bytes, terminated by a {@link ResetException} if the connection must be reset
     */
    public static Flux<byte[]> encode(EventLog log, @Nullable String lastEventId, DefaultStreamFault fault) {
        return Flux.defer(() -> {
            EventEncoder encoder = new EventEncoder(fault);
            return Flux.concat(
                            Flux.fromIterable(encoder.opening()),
                            log.after(fault.replaysFromStart() ? null : lastEventId)
                                    .concatMapIterable(encoder::next))
                    .takeUntil(chunk -> chunk.end() != null)
                    .concatMap(encoder::send);
        });
    }

    private List<Chunk> opening() {
        List<Chunk> chunks = new ArrayList<>();
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        if (this.fault.beginsWithByteOrderMark()) {
            first.writeBytes(BYTE_ORDER_MARK);
        }
        first.writeBytes(bytes(GREETING.replace("\n", this.fault.lineEnd())));
        chunks.add(new Chunk(first.toByteArray(), null));
        addFaultsAfter(0, chunks);
        return chunks;
    }

    private List<Chunk> next(EventLog.Event event) {
        List<Chunk> chunks = new ArrayList<>();
        byte[] frame = bytes(frame(event));
        int sentBefore = this.sent.getAndIncrement();
        int cut = this.fault.cutIn(frame, sentBefore);
        if (cut >= 0) {
            chunks.add(new Chunk(Arrays.copyOf(frame, cut), this.fault.end()));
            return chunks;
        }
        chunks.add(new Chunk(frame, null));
        addFaultsAfter(sentBefore + 1, chunks);
        return chunks;
    }

    private void addFaultsAfter(int count, List<Chunk> chunks) {
        for (String raw : this.fault.insertedAfter(count)) {
            chunks.add(new Chunk(bytes(raw), null));
        }
        if (this.fault.cutsAfter(count)) {
            chunks.add(new Chunk(new byte[0], this.fault.end()));
        }
    }

    private String frame(EventLog.Event event) {
        StringBuilder frame = new StringBuilder();
        String lineEnd = this.fault.lineEnd();
        frame.append("event: ").append(event.type()).append(lineEnd);
        frame.append("id: ").append(event.id()).append(lineEnd);
        if (!event.type().equals("done") || this.fault.sendsDataOfDone()) {
            for (String line : LINE_END.split(event.data(), -1)) {
                frame.append("data: ").append(line).append(lineEnd);
            }
        }
        return frame.append(lineEnd).toString();
    }

    private Flux<byte[]> send(Chunk chunk) {
        Flux<byte[]> pieces = Flux.fromIterable(pieces(chunk.bytes()));
        DefaultStreamFault.End end = chunk.end();
        if (end == null) {
            return pieces;
        }
        return switch (end) {
            case NORMAL -> pieces;
            case RESET -> pieces.concatWith(Flux.error(new ResetException()));
            case STALL -> pieces.concatWith(Flux.never());
        };
    }

    private List<byte[]> pieces(byte[] bytes) {
        int size = this.fault.chunkSize();
        if (bytes.length == 0) {
            return List.of();
        }
        if (size == 0 || bytes.length <= size) {
            return List.of(bytes);
        }
        List<byte[]> pieces = new ArrayList<>();
        for (int start = 0; start < bytes.length; start += size) {
            pieces.add(Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + size)));
        }
        return pieces;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes to send, and how the stream ends afterwards, or null if it continues. */
    private record Chunk(byte[] bytes, DefaultStreamFault.@Nullable End end) {}

    /** Signals that the connection of a stream must be reset. */
    public static final class ResetException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private ResetException() {
            super("A fault resets the connection of the stream", null, false, false);
        }
    }
}
