/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What models return, according to their schemas. */
class OutputKindTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'string'} | TEXT",
                "{'type':'string','format':'uri'} | FILES",
                "{'$ref':'#/components/schemas/File'} | FILES",
                "{'type':'array','items':{'type':'string'}} | TEXT",
                "{'type':'array','items':{'$ref':'#/components/schemas/File'}} | FILES",
                "{'type':'array','items':{'anyOf':[{'type':'string','format':'uri'},{'type':'null'}]}} | FILES",
                "{'anyOf':[{'type':'string'},{'type':'string','format':'uri'}]} | UNKNOWN",
                "{'anyOf':[{'type':'string'},{'type':'object'}]} | TEXT",
                "{'enum':['safe','unsafe']} | TEXT",
                "{'properties':{'text':{}}} | OBJECT",
                "{'type':'integer'} | OTHER",
                "{'type':'array','items':{'type':'array'}} | OTHER",
                "{'type':'array'} | UNKNOWN",
                "{} | UNKNOWN"
            })
    void kindIsThatOfTheResolvedSchema(String output, OutputKind kind) {
        String json = "{'components':{'schemas':{'File':{'type':'string','format':'uri'},'Output':" + output + "}}}";
        Map<String, Object> schema = Json.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Map.class);
        ModelDescription model = new ModelDescription(
                ModelFixtures.replicate().use("acme/model"), ModelProfile.NONE, warning -> true, schema);
        assertThat(model.outputKind()).isEqualTo(kind);
    }
}
