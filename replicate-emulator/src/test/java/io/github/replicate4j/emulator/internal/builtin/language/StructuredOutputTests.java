/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.internal.builtin.BuiltIn;
import io.github.replicate4j.emulator.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructuredOutputTests {

    private static final String MODEL = "openai/gpt-5-structured";

    private static final BuiltIn MODELS = new BuiltIn();

    private static final Map<String, Object> WEATHER = Map.of(
            "type",
            "function",
            "name",
            "get_weather",
            "description",
            "Get the weather forecast for a city",
            "parameters",
            json("{\"type\":\"object\",\"required\":[\"city\",\"days\"],\"properties\":{\"city\":{\"type\":\"string\"},"
                    + "\"days\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":7},"
                    + "\"unit\":{\"type\":\"string\",\"enum\":[\"celsius\",\"fahrenheit\"]}}}"));

    private static final Map<String, Object> MAIL =
            Map.of("type", "function", "name", "sendMail", "parameters", Map.of("type", "object"));

    @AfterAll
    static void close() {
        MODELS.close();
    }

    @Test
    void outputIsAnInstanceOfTheSchema() {
        Map<String, Object> schema = json("{\"type\":\"object\",\"additionalProperties\":false,"
                + "\"required\":[\"name\",\"age\",\"priority\",\"tags\",\"due\"],\"properties\":{"
                + "\"name\":{\"type\":\"string\"},\"age\":{\"type\":\"integer\"},"
                + "\"priority\":{\"type\":\"string\",\"enum\":[\"low\",\"urgent\"]},"
                + "\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"minItems\":3},"
                + "\"due\":{\"type\":[\"string\",\"null\"],\"format\":\"date\"}}}");

        Map<?, ?> output =
                output(Map.of("prompt", "Call Ada Lovelace (36), it is urgent", "json_schema", wrap(schema)));

        Map<?, ?> json = (Map<?, ?>) output.get("json_output");
        assertThat(json.get("name")).isEqualTo("Ada Lovelace");
        assertThat(json.get("age")).isEqualTo(36);
        assertThat(json.get("priority")).isEqualTo("urgent");
        assertThat((List<?>) json.get("tags")).hasSize(3).allMatch(String.class::isInstance);
        assertThat((String) json.get("due")).matches("2026-01-\\d\\d");
        assertThat(json((String) output.get("text"))).isEqualTo(json);
        assertThat((String) output.get("response_id")).startsWith("resp_");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{'type':'string','pattern':'^[A-Z]{2}-\\\\d{4}$'}~\"[A-Z]{2}-\\d{4}\"",
                "{'type':'string','pattern':'^(red|green)[0-9a-f]+$','minLength':6}~\"(red|green)[0-9a-f]+\"",
                "{'type':'string','pattern':'(?<=a)b'}~\"ab\"",
                "{'type':'string','pattern':'(?<=a)b(?<n>c)'}~\"abc\"",
                "{'type':'string','pattern':'^(?=c)(?!x)(?<n>cat)(?<!x)$'}~\"cat\"",
                "{'type':'string','minLength':30,'maxLength':32}~\".{30,32}\"",
                "{'type':'string','format':'email'}~\"[a-z]+@example.com\"",
                "{'type':'string','format':'date-time'}~\"2026-01-..T09:30:00Z\"",
                "{'type':'string','format':'uuid'}~\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}\"",
                "{'type':'number','exclusiveMinimum':10,'exclusiveMaximum':11}~10\\.\\d+",
                "{'type':'integer','minimum':13,'multipleOf':5}~15",
                "{'const':'fixed'}~\"fixed\"",
                "{'anyOf':[{'type':'null'},{'type':'boolean'}]}~true",
                "{'$ref':'#/properties/other'}~\\[.*\\]",
                "{'type':'object','additionalProperties':false,'required':['a'],'properties':{'a':{'const':'cat'}},"
                        + "'allOf':[{'properties':{'a':{'type':'string'}}}]}~\\{\"a\":\"cat\"\\}",
                "{'type':'object','additionalProperties':false,'required':['a'],"
                        + "'properties':{'a':{'enum':['cat','dog']}},"
                        + "'allOf':[{'properties':{'a':{'enum':['dog','cat']}}}]}~\\{\"a\":\"cat\"\\}"
            })
    void valuesFitTheirSchema(String schema, String expected) {
        Map<String, Object> root = json("{\"type\":\"object\",\"additionalProperties\":false,"
                + "\"required\":[\"value\",\"other\"],\"properties\":{\"value\":" + schema.replace('\'', '"')
                + ",\"other\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}}}");

        Map<?, ?> output = output(Map.of("prompt", "Say something nice", "json_schema", wrap(root)));

        Object value = ((Map<?, ?>) output.get("json_output")).get("value");
        assertThat(new String(Json.write(value), StandardCharsets.UTF_8)).matches(expected);
    }

    @Test
    void recursiveSchemaEnds() {
        Map<String, Object> node = json("{\"type\":\"object\",\"additionalProperties\":false,"
                + "\"required\":[\"value\",\"children\"],\"properties\":{\"value\":{\"type\":\"string\"},"
                + "\"children\":{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}}}}");

        Map<?, ?> output = output(Map.of("prompt", "x", "json_schema", wrap(node)));

        assertThat(((String) output.get("text"))).contains("\"children\":[]");
    }

    @Test
    void recursiveSchemaEndsWithAnotherAlternative() {
        String operand = "{\"anyOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#/$defs/literal\"}]}";
        Map<String, Object> sum = json("{\"type\":\"object\",\"additionalProperties\":false,"
                + "\"required\":[\"left\",\"right\"],"
                + "\"properties\":{\"left\":" + operand + ",\"right\":" + operand + "},"
                + "\"$defs\":{\"literal\":{\"type\":\"object\",\"additionalProperties\":false,"
                + "\"required\":[\"value\"],\"properties\":{\"value\":{\"type\":\"integer\"}}}}}");

        Map<?, ?> output = output(Map.of("prompt", "x", "json_schema", wrap(sum)));

        assertThat((String) output.get("text")).contains("{\"left\":{\"value\":");
    }

    @Test
    void recursiveSchemaEndsWithAnotherAlternativeOfManyLevels() {
        String operand = "{\"anyOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#/$defs/a\"}]}";
        Map<String, Object> sum = json("{\"type\":\"object\",\"additionalProperties\":false,"
                + "\"required\":[\"left\",\"right\"],"
                + "\"properties\":{\"left\":" + operand + ",\"right\":" + operand + "},"
                + "\"$defs\":{" + definition("a", "b") + "," + definition("b", "c") + "," + definition("c", "d") + ","
                + definition("d", "e") + ",\"e\":{\"type\":\"integer\"}}}");

        Map<?, ?> output = output(Map.of("prompt", "x", "json_schema", wrap(sum)));

        assertThat((String) output.get("text")).contains("{\"left\":{\"b\":{\"c\":{\"d\":{\"e\":");
    }

    @Test
    void recursiveSchemaWithoutEndFails() {
        assertThat(error("{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"next\"],"
                        + "\"properties\":{\"next\":{\"$ref\":\"#\"}}}"))
                .isEqualTo("The schema accepts no finite value, because 'next' always contains itself: make a property"
                        + " optional or nullable");
    }

    @Test
    void simpleSchema() {
        Map<?, ?> output = output(Map.of(
                "prompt",
                "Tell me about Rome",
                "simple_schema",
                List.of("name", "population:int", "is_capital:bool", "area:float", "rivers:list[str]")));

        Map<?, ?> json = (Map<?, ?>) output.get("json_output");
        assertThat(json.keySet().toString()).isEqualTo("[name, population, is_capital, area, rivers]");
        assertThat(json.get("name")).isEqualTo("Rome");
        assertThat(json.get("population")).isInstanceOf(Integer.class);
        assertThat(json.get("is_capital")).isInstanceOf(Boolean.class);
        assertThat((List<?>) json.get("rivers")).isNotEmpty();
    }

    @Test
    void schemaThatBreaksTheRulesFails() {
        assertThat(MODELS.run(MODEL, Map.of("prompt", "x", "json_schema", Map.of("type", "object"))))
                .containsEntry("status", "failed")
                .extractingByKey("error")
                .asString()
                .contains("must have the form");
        assertThat(error("{\"type\":\"object\",\"properties\":{}}"))
                .isEqualTo("Invalid schema for response_format 'thing': In context=(), 'additionalProperties' is"
                        + " required to be supplied and to be false.");
        assertThat(error("{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"a\"],\"properties\":{"
                        + "\"a\":{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{\"b\":{}}}}}"))
                .isEqualTo("Invalid schema for response_format 'thing': In context=('properties', 'a'), 'required' is"
                        + " required to be supplied and to be an array including every key in properties."
                        + " Missing 'b'.");
    }

    @Test
    void toolIsChosenByThePrompt() {
        Map<?, ?> call = call("How is the weather in Paris for the next 3 days?");

        assertThat(call.get("name")).isEqualTo("get_weather");
        assertThat(call.get("type")).isEqualTo("function_call");
        assertThat((String) call.get("call_id")).startsWith("call_");
        assertThat(json((String) call.get("arguments")).toString()).isEqualTo("{city=Paris, days=3, unit=celsius}");
        assertThat(call("Send a mail to my boss").get("name")).isEqualTo("sendMail");
    }

    @Test
    void noToolIsCalledWithoutACommonWord() {
        Map<?, ?> output = output(Map.of("prompt", "Hello", "tools", List.of(WEATHER, MAIL)));

        assertThat(output.containsKey("tool_calls")).isFalse();
        assertThat((String) output.get("text")).contains("Hello");
    }

    @Test
    void outputOfAToolEndsTheConversation() {
        Object items = List.of(
                Map.of("role", "user", "content", "How is the weather in Paris?"),
                Map.of("type", "function_call", "call_id", "call_1", "name", "get_weather", "arguments", "{}"),
                Map.of("type", "function_call_output", "call_id", "call_1", "output", "sunny, 21 degrees"));

        Map<?, ?> output = output(Map.of("input_item_list", items, "tools", List.of(WEATHER, MAIL)));

        assertThat(output.containsKey("tool_calls")).isFalse();
        assertThat((String) output.get("text"))
                .contains("The tool returned “sunny, 21 degrees”", "How is the weather in Paris?");
    }

    private static Map<?, ?> call(String prompt) {
        Map<?, ?> output = output(Map.of("prompt", prompt, "tools", List.of(MAIL, WEATHER)));
        assertThat((List<?>) output.get("tool_calls")).hasSize(1);
        return (Map<?, ?>) ((List<?>) output.get("tool_calls")).get(0);
    }

    private static Object error(String schema) {
        Map<String, Object> prediction = MODELS.run(MODEL, Map.of("prompt", "x", "json_schema", wrap(json(schema))));
        assertThat(prediction).contains(entry("status", "failed"));
        return prediction.get("error");
    }

    private static Map<?, ?> output(Map<String, ?> input) {
        return (Map<?, ?>) MODELS.output(MODEL, input);
    }

    private static Map<String, Object> wrap(Map<String, Object> schema) {
        return Map.of("format", Map.of("type", "json_schema", "name", "thing", "schema", schema));
    }

    /** Return the definition of an object that contains another defined value. */
    private static String definition(String name, String other) {
        return "\"" + name + "\":{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"" + other
                + "\"],\"properties\":{\"" + other + "\":{\"$ref\":\"#/$defs/" + other + "\"}}}";
    }

    private static Map<String, Object> json(String text) {
        return Json.readObject(text.getBytes(StandardCharsets.UTF_8));
    }
}
