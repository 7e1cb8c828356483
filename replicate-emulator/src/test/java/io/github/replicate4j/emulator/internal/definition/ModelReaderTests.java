/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelReaderTests {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | the document requires the field name",
                "{\"name\": \"captioner\"} | name must have the form owner/name",
                "{\"name\": 1} | name must be a string, not 1",
                "{\"name\": \"a/b\", \"official\": \"yes\"} | official must be true or false, not \"yes\"",
                "{\"name\": \"a/b\", \"official\": null} | official must be true or false, not null",
                "{\"name\": \"a/b\", \"scripts\": []} | scripts is unknown: the fields are",
                "{\"name\": \"a/b\", \"name\": \"a/c\"} | Duplicate",
                "{\"name\": \"a/b\"} {} | There is text after the end",
                "{\"name\": \"a/b\", \"version\": \"1\"} | version must consist of 64 digits",
                "{\"name\": \"a/b\", \"visibility\": \"hidden\"} | visibility must be public or private",
                "{\"name\": \"a/b\", \"created_at\": \"today\"} | created_at must be a time such as",
                "{\"name\": \"a/b\", \"examples\": [{}]} | examples[0] requires the field input",
                "{\"name\": \"a/b\", \"versions\": [], \"script\": []} | script contradicts versions",
                "{\"name\": \"a/b\", \"versions\": [{}]} | versions[0] requires the field id",
                "{\"name\": \"a/b\", \"output_type\": \"picture\"} | output_type must be one of any, string,",
                "{\"name\": \"a/b\", \"output_schema\": {}, \"openapi_schema\": {}} | openapi_schema contradicts output_schema",
                "{\"name\": \"a/b\", \"input\": {\"n\": {\"type\": \"int\"}}} | input.n.type must be one of string, file,",
                "{\"name\": \"a/b\", \"input\": {\"n\": 1}} | input.n must be an object, not 1",
                "{\"name\": \"a/b\", \"input\": {\"n\": {\"type\": \"string\", \"minimum\": 1}}} | input.n.minimum requires the type",
                "{\"name\": \"a/b\", \"input\": {\"n\": {\"type\": \"integer\", \"minimum\": 2, \"maximum\": 1}}} | greater than maximum",
                "{\"name\": \"a/b\", \"input\": {\"n\": {\"type\": \"integer\", \"maximum\": 2, \"default\": 3}}} | input.n.default is not a valid",
                "{\"name\": \"a/b\", \"input\": {\"n\": {\"type\": \"string\", \"enum\": [\"x\"], \"default\": \"y\"}}} | input.n.default is not",
                "{\"name\": \"a/b\", \"input\": {\"n\": {\"type\": \"integer\", \"enum\": [\"x\"]}}} | input.n.enum requires the type string",
                "{\"name\": \"a/b\", \"input\": {\"n\": {\"type\": \"integer\", \"items\": \"file\"}}} | input.n.items requires the type array",
                "{\"name\": \"a/b\", \"input\": {\"n\": {\"required\": true, \"default\": 1}}} | input.n.default contradicts required",
                "{\"name\": \"a/b\", \"script\": {}} | script must be a list, not an object",
                "{\"name\": \"a/b\", \"script\": [\"log\"]} | script[0] must be an object, not \"log\"",
                "{\"name\": \"a/b\", \"script\": [{}]} | script[0] is not a step: the steps are boot, pause,",
                "{\"name\": \"a/b\", \"script\": [{\"sleep\": 1}]} | script[0] is not a step",
                "{\"name\": \"a/b\", \"script\": [{\"log\": \"a\", \"pause\": \"PT1S\"}]} | contradicts script[0]",
                "{\"name\": \"a/b\", \"script\": [{\"log\": \"a\", \"times\": 2}]} | script[0].times is unknown",
                "{\"name\": \"a/b\", \"script\": [{\"pause\": 2}]} | script[0].pause must be a duration such as PT1.5S, not 2",
                "{\"name\": \"a/b\", \"script\": [{\"pause\": \"PT-2S\"}]} | script[0].pause must be between",
                "{\"name\": \"a/b\", \"script\": [{\"log\": \"a\"}, {\"boot\": \"PT1S\"}]} | script[1].boot must be the first step",
                "{\"name\": \"a/b\", \"script\": [{\"fail\": \"a\"}, {\"log\": \"b\"}]} | script[1].log comes after fail",
                "{\"name\": \"a/b\", \"script\": [{\"succeed\": false}]} | script[0].succeed must be true",
                "{\"name\": \"a/b\", \"script\": [{\"output\": null}]} | script[0].output must not be null",
                "{\"name\": \"a/b\", \"script\": [{\"output\": 1}, {\"output_value\": 2}]} | script[1].output_value contradicts the step output",
                "{\"name\": \"a/b\", \"script\": [{\"metric\": {\"name\": \"a\"}}]} | script[0].metric requires the field value",
                "{\"name\": \"a/b\", \"script\": [{\"tokens\": [1]}]} | script[0].tokens[0] must be a string, not 1",
                "{\"name\": \"a/b\", \"script\": [{\"tool_calls\": [{}]}]} | script[0].tool_calls[0] requires the field name",
                "{\"name\": \"a/b\", \"script\": [{\"output_file\": {}}]} | script[0].output_file requires one of the fields base64",
                "{\"name\": \"a/b\", \"script\": [{\"output_file\": {\"base64\": \"AQID\"}}]} | script[0].output_file requires the field extension",
                "{\"name\": \"a/b\", \"script\": [{\"output_file\": {\"base64\": \"?\", \"extension\": \"png\"}}]} | base64 is not valid Base64",
                "{\"name\": \"a/b\", \"script\": [{\"output_file\": {\"base64\": \"AQID\", \"extension\": \".png\"}}]} | extension must consist",
                "{\"name\": \"a/b\", \"script\": [{\"output_file\": {\"base64\": \"AQID\", \"picture\": \"a\"}}]} | picture contradicts",
                "{\"name\": \"a/b\", \"script\": [{\"output_file\": {\"data_url\": \"a.png\"}}]} | data_url must have the form",
                "{\"name\": \"a/b\", \"script\": [{\"output_file\": {\"data_url\": \"data:a/b,\"}}]} | has the type a/b, which requires",
                "{\"name\": \"a/b\", \"script\": [{\"output_file\": {\"data_url\": \"data:,%zz\"}}]} | is not percent-encoded",
                "{\"name\": \"a/b\", \"script\": [{\"output_file\": {\"picture\": \"a\", \"aspect_ratio\": \"0:1\"}}]} | aspect_ratio must have",
                "{\"name\": \"a/b\", \"script\": [{\"output_file\": {\"picture\": \"a\", \"extension\": \"png\"}}]} | extension is unknown"
            })
    void mistakesAreReported(String document, String message) {
        assertThatExceptionOfType(InvalidDefinitionException.class)
                .isThrownBy(() -> read(document))
                .withMessageContaining(message)
                .withMessageStartingWith("line 1: ");
    }

    @Test
    void allMistakesAreReportedWithTheirLines() {
        assertThatExceptionOfType(InvalidDefinitionException.class)
                .isThrownBy(() -> read("""
                        {
                          "name": "acme/m",
                          "input": {
                            "prompt": {
                              "type": "text"
                            }
                          },
                          "script": [
                            {"boot": "PT1S"},
                            {"pause": "soon"}
                          ],
                          "official": 1,
                          "colour": "red"
                        }
                        """))
                .withMessageContaining("line 5: input.prompt.type ")
                .withMessageContaining("line 10: script[1].pause ")
                .withMessageContaining("line 12: official ")
                .withMessageContaining("line 13: colour ");
    }

    @Test
    void duplicateVersionsAreReported() {
        String id = "a".repeat(64);

        assertThatExceptionOfType(InvalidDefinitionException.class)
                .isThrownBy(() ->
                        read("{\"name\": \"a/b\", \"versions\": [{\"id\": \"" + id + "\"},{\"id\": \"" + id + "\"}]}"))
                .withMessageContaining("versions[1].id occurs twice");
    }

    @Test
    void deeplyNestedDocumentIsRejected() {
        assertThatExceptionOfType(InvalidDefinitionException.class)
                .isThrownBy(() -> read("[".repeat(100_000)))
                .satisfies(ex -> assertThat(ex.isJson()).isFalse());
    }

    @Test
    void longValueIsNotCutWithinACharacter() {
        String beginning = "a".repeat(58);

        assertThatExceptionOfType(InvalidDefinitionException.class)
                .isThrownBy(() -> read("{\"name\": \"a/b\", \"official\": \"" + beginning + "🎈🎈\"}"))
                .withMessageContaining("not \"" + beginning + "…");
    }

    private static void read(String document) {
        ModelReader.read(document.getBytes(StandardCharsets.UTF_8), null, NOW);
    }
}
