/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.compression.DecompressionException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes gzip content (RFC 1952) of one or more members, and fails if it ends within a member.
 */
final class GzipDecoder extends ByteToMessageDecoder {

    private enum State {
        HEADER,
        BODY,
        TRAILER
    }

    private static final int FIXED_HEADER = 10;

    private static final int TRAILER_LENGTH = 8;

    private static final int CHUNK = 16 * 1024;

    private final Inflater inflater = new Inflater(true);

    private final CRC32 checksum = new CRC32();

    private State state = State.HEADER;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        switch (this.state) {
            case HEADER -> readHeader(in);
            case BODY -> inflate(in, out);
            case TRAILER -> readTrailer(in);
        }
    }

    private void readHeader(ByteBuf in) {
        int length = headerLength(in);
        if (length > 0) {
            in.skipBytes(length);
            this.inflater.reset();
            this.checksum.reset();
            this.state = State.BODY;
        }
    }

    /** Return 0 if the header is incomplete. */
    private static int headerLength(ByteBuf in) {
        if (in.readableBytes() < FIXED_HEADER) {
            return 0;
        }
        int start = in.readerIndex();
        if (in.getUnsignedShort(start) != 0x1f8b || in.getByte(start + 2) != 8) {
            throw new DecompressionException("The content is not gzip");
        }
        int flags = in.getByte(start + 3);
        int end = start + FIXED_HEADER;
        if ((flags & 4) != 0) {
            if (in.writerIndex() < end + 2) {
                return 0;
            }
            end += 2 + in.getUnsignedShortLE(end);
        }
        // The name of the file, and a comment: text that ends with a zero.
        for (int texts = Integer.bitCount(flags & 0x18); texts > 0; texts--) {
            int zero = end < in.writerIndex() ? in.indexOf(end, in.writerIndex(), (byte) 0) : -1;
            if (zero < 0) {
                return 0;
            }
            end = zero + 1;
        }
        end += (flags & 2) != 0 ? 2 : 0;
        return end <= in.writerIndex() ? end - start : 0;
    }

    private void inflate(ByteBuf in, List<Object> out) {
        byte[] input = new byte[in.readableBytes()];
        in.readBytes(input);
        this.inflater.setInput(input);
        byte[] chunk = new byte[CHUNK];
        try {
            int length;
            do {
                length = this.inflater.inflate(chunk);
                this.checksum.update(chunk, 0, length);
                if (length > 0) {
                    out.add(Unpooled.wrappedBuffer(Arrays.copyOf(chunk, length)));
                }
            } while (length > 0);
        } catch (DataFormatException ex) {
            throw new DecompressionException("The compressed content is invalid", ex);
        }
        if (this.inflater.finished()) {
            in.readerIndex(in.readerIndex() - this.inflater.getRemaining());
            this.state = State.TRAILER;
        }
    }

    private void readTrailer(ByteBuf in) {
        if (in.readableBytes() >= TRAILER_LENGTH) {
            boolean valid = in.readIntLE() == (int) this.checksum.getValue()
                    && in.readIntLE() == (int) this.inflater.getBytesWritten();
            if (!valid) {
                throw new DecompressionException("The checksum of the compressed content is wrong");
            }
            this.state = State.HEADER;
        }
    }

    @Override
    protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        super.decodeLast(context, in, out);
        if (this.state != State.HEADER || in.isReadable()) {
            throw new DecompressionException("The compressed content ends before its checksum");
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        this.inflater.end();
    }
}
