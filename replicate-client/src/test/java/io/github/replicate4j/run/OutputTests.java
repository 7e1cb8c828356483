/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OutputTests extends WireMockTest {

    record Caption(String captionText, double score) {}

    private Output output(String json) {
        anyRequestIsAnswered(json(201, Wire.succeeded("abc", json)));
        return this.replicate.run("owner/name", Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Hello\" | Hello",
                "[\"Hel\",\"lo\",\"\",\" world\"] | Hello world",
                "[] | ''",
                "42 | 42",
                "1.5 | 1.5",
                "true | true",
                "\"\" | ''"
            })
    void textPiecesAreJoined(String json, String text) {
        assertThat(output(json).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null | is empty",
                "{\"a\":\"secret\"} | an object with the fields [a]",
                "[\"secret\",1] | a list of size 2",
                "[[\"secret\"]] | a list of size 1"
            })
    void otherOutputThanTextFailsWithoutShowingIt(String json, String message) {
        Output output = output(json);
        assertThatIllegalStateException()
                .isThrownBy(output::text)
                .withMessageContaining("abc")
                .withMessageContaining(message)
                .withMessageNotContaining("secret");
        assertThatIllegalStateException().isThrownBy(output::file).withMessageNotContaining("secret");
    }

    @Test
    void removedOutputFails() {
        anyRequestIsAnswered(json(201, Wire.prediction("abc", "succeeded", "null", ",\"data_removed\":true")));
        Output output = this.replicate.run("owner/name", Map.of());
        assertThat(output.raw()).isNull();
        assertThatIllegalStateException().isThrownBy(output::text).withMessageContaining("removed");
        assertThatIllegalStateException().isThrownBy(output::file).withMessageContaining("removed");
        assertThatIllegalStateException()
                .isThrownBy(() -> output.as(Caption.class))
                .withMessageContaining("removed");
        assertThat(output.files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"https://replicate.delivery/a.png\"",
                "[\"https://replicate.delivery/a.png\"]",
                "{\"image\":\"https://replicate.delivery/a.png\",\"seed\":4,\"note\":\"nice\"}",
                "[{\"more\":[[\"https://replicate.delivery/a.png\"]]}]"
            })
    void singleFileIsFoundAtAnyDepth(String json) {
        assertThat(output(json).file().url()).hasToString("https://replicate.delivery/a.png");
    }

    @Test
    void filesKeepTheirOrder() {
        assertThat(output("[\"https://x.example/b\",\"https://x.example/a\",\"data:,x\",\"https://x.example/b\"]")
                        .files())
                .extracting(FileOutput::url)
                .extracting(Object::toString)
                .containsExactly("https://x.example/b", "https://x.example/a", "data:,x", "https://x.example/b");
        assertThatIllegalStateException()
                .isThrownBy(() -> output("[\"https://x.example/b\",\"https://x.example/a\"]")
                        .file())
                .withMessageContaining("2 files")
                .withMessageContaining("files()");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"look at https://x.example/a\"",
                "\"https:// x\"",
                "\"https://\"",
                "\"ftp://x.example/a\"",
                "\"file:///etc/passwd\"",
                "\"http://example.com/a\"",
                "\"httpsx://a\"",
                "\"database: x\"",
                "\"data:\"",
                "\"Data: hello, world\"",
                "\"data:image/png;base64\"",
                "[\"data:\",\" a, b\"]",
                "null",
                "7"
            })
    void otherTextIsNotReadAsFile(String json) {
        assertThat(output(json).files()).isEmpty();
    }

    @Test
    void outputIsConvertedToCustomTypes() {
        String json = "{\"caption_text\":\"a cat\",\"score\":0.9,\"more\":1}";
        assertThat(output(json).as(Caption.class)).isEqualTo(new Caption("a cat", 0.9));
        assertThat(output("[" + json + "]").as(new ParameterizedTypeReference<List<Caption>>() {}))
                .containsExactly(new Caption("a cat", 0.9));
        assertThat(output("7").as(Integer.class)).isEqualTo(7);
        assertThat(output("{\"a\":[1]}").as(new ParameterizedTypeReference<Map<String, List<Long>>>() {}))
                .isEqualTo(Map.of("a", List.of(1L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":[1]}", "[\"x\"]", "\"x\"", "7"})
    void outputIsConvertedToATreeOfTheSameShape(String json) {
        assertThat(output(json).as(JsonNode.class)).hasToString(json);
        ParameterizedTypeReference<Iterable<Object>> items = new ParameterizedTypeReference<>() {};
        assertThat(output(json).as(items)).hasSize(1);
    }

    @Test
    void conversionErrorNamesTheFieldWithoutItsValue() {
        Output output = output("{\"caption_text\":\"a cat\",\"score\":\"secret\"}");
        assertThatExceptionOfType(UnreadableJsonException.class)
                .isThrownBy(() -> output.as(Caption.class))
                .withMessageContaining("abc")
                .withMessageContaining("Caption")
                .withMessageContaining("score")
                .withMessageNotContaining("secret");
        assertThatExceptionOfType(UnreadableJsonException.class)
                .isThrownBy(() -> output("\"x\"").as(Integer.class));
    }

    @Test
    void rawOutputConsistsOfPlainValues() {
        assertThat(output("{\"a\":[1,\"x\",null,{\"b\":true}],\"big\":12345678901}")
                        .raw())
                .hasToString("{a=[1, x, null, {b=true}], big=12345678901}");
        assertThat(output("\"x\"")).hasToString("Output[prediction=abc]");
    }

    @Test
    void missingOutputFailsWithTheReason() {
        anyRequestIsAnswered(json(200, Wire.prediction("abc", "starting")));
        Prediction unfinished = this.replicate.predictions().get("abc");
        assertThatIllegalStateException()
                .isThrownBy(() -> this.replicate.output(unfinished).text())
                .withMessageContaining("empty so far (its status is starting: await its completion)");
        anyRequestIsAnswered(
                json(200, Wire.prediction("abc", "failed").replace("\"error\":null", "\"error\":\"out of memory\"")));
        Prediction failed = this.replicate.predictions().get("abc");
        assertThatIllegalStateException()
                .isThrownBy(() -> this.replicate.output(failed).file())
                .withMessageContaining("out of memory");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://x.example/Song%20[live].mp3 | https://x.example/Song%20%5Blive%5D.mp3 | Song [live].mp3",
                "https://x.example/my file.png | https://x.example/my%20file.png | my file.png",
                "https://x.example/100%.png | https://x.example/100%25.png | 100%.png",
                "https://x.example/größe/日本.png | https://x.example/gr%C3%B6%C3%9Fe/%E6%97%A5%E6%9C%AC.png | 日本.png",
                "https://x.example/a.png?sig=a%2Fb&n=[1]#x#y | https://x.example/a.png?sig=a%2Fb&n=%5B1%5D#x%23y | a.png",
                "https://x.example/{a}^`b.png | https://x.example/%7Ba%7D%5E%60b.png | {a}^`b.png",
                "https://bücher.example/a.png | https://xn--bcher-kva.example/a.png | a.png",
                "https://my_bucket.example/a.png | https://my_bucket.example/a.png | a.png",
                "https://user@[2001:db8::1]:8443/a.png | https://user@[2001:db8::1]:8443/a.png | a.png",
                "HTTPS://X.example | HTTPS://X.example | output"
            },
            quoteCharacter = '~')
    void httpsUrlIsFileWhateverItsCharacters(String url, String encoded, String filename) {
        String json = JsonMapper.shared().writeValueAsString(url);
        for (FileOutput file : List.of(
                output(json).file(), output("[" + json + ",\"x\"]").files().get(0))) {
            assertThat(file.url().toString()).isEqualTo(encoded);
            assertThat(file.filename()).isEqualTo(filename);
        }
        assertThat(output(json).value()).isInstanceOf(FileOutput.class);
        assertThat(output(json).raw()).isEqualTo(url);
    }

    static Stream<String> textsThatBeginWithAUrl() {
        return Stream.of(
                "https://example.com/a explains this.",
                "https://example.com/a explains this.\nSee also the documentation.",
                "https://x.example/a.png\n",
                " https://x.example/a.png",
                "https://x.example/a.png\t",
                "https://x.example/a\u0000.png",
                "https://x.example/" + "a".repeat(8192));
    }

    @ParameterizedTest
    @MethodSource("textsThatBeginWithAUrl")
    void textThatBeginsWithAUrlIsNotAFile(String text) {
        String json = JsonMapper.shared().writeValueAsString(text);
        assertThat(output(json).value()).isEqualTo(text);
        assertThat(output("[\"See\"," + json + "]").value()).isEqualTo("See" + text);
    }

    @Test
    void filesOfReplicateMayHaveBlanksInTheirNames() {
        assertThat(output("\"https://a.replicate.delivery/b/my picture\"")
                        .file()
                        .url())
                .hasToString("https://a.replicate.delivery/b/my%20picture");
    }
}
