/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.NettyPipeline;

class CompleteDecompressorTests {

    private static final String TEXT = "A text that is compressed. ".repeat(50);

    private final EmbeddedChannel channel = new EmbeddedChannel();

    @BeforeEach
    void startResponse() {
        this.channel.pipeline().addLast(NettyPipeline.HttpDecompressor, new HttpContentDecompressor(false, 0));
        CompleteDecompressor.install(this.channel.pipeline());
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
        this.channel.writeInbound(response);
    }

    @AfterEach
    void close() {
        this.channel.close();
        this.channel.releaseInbound();
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ex) {
            throw new AssertionError(ex);
        }
        return bytes.toByteArray();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private void receive(byte[] content, int chunk) {
        for (int from = 0; from < content.length; from += chunk) {
            byte[] part = Arrays.copyOfRange(content, from, Math.min(from + chunk, content.length));
            this.channel.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer(part)));
        }
        this.channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private String text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Object message = this.channel.readInbound();
        while (message != null) {
            if (message instanceof HttpContent content) {
                byte[] part = new byte[content.content().readableBytes()];
                content.content().readBytes(part);
                bytes.writeBytes(part);
            }
            ReferenceCountUtil.release(message);
            message = this.channel.readInbound();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void allMembersAreRead(int chunk) {
        receive(join(gzip(TEXT), gzip("end")), chunk);
        assertThat(text()).isEqualTo(TEXT + "end");
    }

    @Test
    void emptyBodyIsComplete() {
        receive(new byte[0], 1);
        assertThat(text()).isEmpty();
    }

    @Test
    void contentThatEndsEarlyFails() {
        byte[] content = join(gzip(TEXT), gzip("end"));
        int firstMember = gzip(TEXT).length;
        for (int length = 1; length < content.length; length++) {
            if (length == firstMember) {
                continue;
            }
            byte[] cut = Arrays.copyOf(content, length);
            CompleteDecompressorTests other = new CompleteDecompressorTests();
            other.startResponse();
            assertThatExceptionOfType(Exception.class)
                    .as("the first %d bytes", length)
                    .isThrownBy(() -> other.receive(cut, 100_000));
            other.close();
        }
    }

    /** Otherwise a server could fill the heap, because the content itself is limited only after it is decompressed. */
    @Test
    void endlessHeaderIsNotKept() {
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
        this.channel.config().setAllocator(allocator);
        byte[] header = {0x1f, (byte) 0x8b, 8, 0x10, 0, 0, 0, 0, 0, 3};
        this.channel.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer(header)));
        byte[] comment = new byte[1024];
        Arrays.fill(comment, (byte) 'x');
        for (int i = 0; i < 1024; i++) {
            this.channel.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer(comment)));
        }
        assertThat(allocator.metric().usedHeapMemory()).isLessThan(64 * 1024);
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> this.channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT));
    }
}
