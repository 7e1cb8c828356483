/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator;

import static io.github.replicate4j.generator.change.Impact.BREAKS_CALLS;
import static io.github.replicate4j.generator.change.Impact.BREAKS_SOURCE;
import static io.github.replicate4j.generator.change.Impact.COMPATIBLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.generator.change.Impact;
import io.github.replicate4j.generator.change.SchemaChange;
import io.github.replicate4j.generator.change.SchemaUpdate;
import io.github.replicate4j.generator.change.SchemaUpdate.State;
import io.github.replicate4j.generator.error.InvalidSchemaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaUpdaterTests {

    private static final String MODEL = "acme/painter";

    private static ReplicateEmulator emulator;

    private static Replicate replicate;

    @TempDir
    Path folder;

    @BeforeAll
    static void startEmulator() {
        emulator = ReplicateEmulator.start();
        replicate = Replicate.builder().emulator(emulator.baseUrl().toString()).build();
    }

    @AfterAll
    static void stopEmulator() {
        replicate.close();
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {`a`: {`type`: `string`}} | input 'a' is new | COMPATIBLE",
                "{`a`: {`type`: `string`}} | {} | input 'a' was removed | BREAKS_CALLS",
                "{`a`: {`type`: `string`}} | {`a`: {`type`: `integer`}} | input 'a' is an integer instead of a string | BREAKS_CALLS",
                "{`a`: {`type`: `integer`}} | {`a`: {`type`: `number`}} | input 'a' is a number instead of an integer | BREAKS_SOURCE",
                "{`a`: {`enum`: [`x`, `y`]}} | {`a`: {`enum`: [`y`, `z`]}} | input 'a' no longer accepts x | BREAKS_CALLS",
                "{`a`: {`enum`: [`x`]}} | {`a`: {`enum`: [`x`, `y`]}} | input 'a' also accepts y | COMPATIBLE",
                "{`a`: {`enum`: [`x`]}} | {`a`: {`type`: `string`}} | input 'a' is a string instead of one of x | BREAKS_SOURCE",
                "{`a`: {`enum`: [1, 2]}} | {`a`: {`type`: `integer`}} | input 'a' is an integer instead of one of 1, 2 | BREAKS_SOURCE",
                "{`a`: {`enum`: [0.5, 2]}} | {`a`: {`type`: `number`}} | input 'a' is a number instead of one of 0.5, 2 | BREAKS_SOURCE",
                "{`a`: {`type`: `integer`, `maximum`: 4}} | {`a`: {`type`: `integer`, `maximum`: 2}} | input 'a' has the maximum 2 instead of 4 | BREAKS_CALLS",
                "{`a`: {`type`: `integer`, `minimum`: 2}} | {`a`: {`type`: `integer`, `minimum`: 1}} | input 'a' has the minimum 1 instead of 2 | COMPATIBLE",
                "{`a`: {`type`: `integer`, `default`: 1}} | {`a`: {`type`: `integer`, `default`: 2}} | input 'a' has the default 2 instead of 1 | COMPATIBLE",
                "{`a`: {`type`: `array`, `items`: {`type`: `string`}}} | {`a`: {`type`: `array`, `items`: {`type`: `boolean`}}} | an item of input 'a' is true or false instead of a string | BREAKS_CALLS",
                "{`a`: {`type`: `number`, `minimum`: 0}} | {`a`: {`type`: `number`, `minimum`: 0, `exclusiveMinimum`: 0}} | input 'a' has the exclusive minimum 0 instead of none | BREAKS_CALLS",
                "{`a`: {`type`: `number`, `exclusiveMaximum`: 4}} | {`a`: {`type`: `number`, `exclusiveMaximum`: 2}} | input 'a' has the exclusive maximum 2 instead of 4 | BREAKS_CALLS",
                "{`a`: {`type`: `string`, `minLength`: 1}} | {`a`: {`type`: `string`}} | input 'a' has the minimum length none instead of 1 | COMPATIBLE",
                "{`a`: {`type`: `string`}} | {`a`: {`type`: `string`, `maxLength`: 9}} | input 'a' has the maximum length 9 instead of none | BREAKS_CALLS",
                "{`a`: {`type`: `array`}} | {`a`: {`type`: `array`, `minItems`: 1}} | input 'a' has the minimum number of items 1 instead of none | BREAKS_CALLS",
                "{`a`: {`type`: `array`, `maxItems`: 9}} | {`a`: {`type`: `array`, `maxItems`: 4}} | input 'a' has the maximum number of items 4 instead of 9 | BREAKS_CALLS",
                "{`a`: {`type`: `array`, `items`: {`type`: `integer`, `maximum`: 9}}} | {`a`: {`type`: `array`, `items`: {`type`: `integer`, `maximum`: 4}}} | an item of input 'a' has the maximum 4 instead of 9 | BREAKS_CALLS",
                "{`a`: {`properties`: {`b`: {`type`: `integer`, `maximum`: 9}}}} | {`a`: {`properties`: {`b`: {`type`: `integer`, `maximum`: 4}}}} | 'b' of input 'a' has the maximum 4 instead of 9 | BREAKS_CALLS",
                "{`a`: {`properties`: {`b`: {`type`: `integer`, `default`: 9}}}} | {`a`: {`properties`: {`b`: {`type`: `integer`, `default`: 4}}}} | 'b' of input 'a' has the default 4 instead of 9 | COMPATIBLE",
                "{`a\\u001b`: {`type`: `string`}} | {} | input 'a?' was removed | BREAKS_CALLS",
                "{`a`: {`properties`: {`b`: {`type`: `string`}}}} | {`a`: {`properties`: {`c`: {`type`: `string`}}}} | 'b' of input 'a' was removed | BREAKS_CALLS",
            })
    void reportsAChangeOfAnInput(String before, String after, String description, Impact impact) throws IOException {
        assertThat(changes(input(before), input(after))).contains(new SchemaChange(impact, description));
    }

    @Test
    void reportsRequiredFields() throws IOException {
        String optional = input("{\"a\": {\"type\": \"string\"}, \"b\": {\"type\": \"string\"}}");
        String required = optional.replace("{\"properties\"", "{\"required\": [\"a\", \"b\"], \"properties\"");
        assertThat(changes(optional, required)).contains(new SchemaChange(BREAKS_CALLS, "input 'a' is now required"));
        assertThat(changes(required, optional))
                .contains(new SchemaChange(
                        BREAKS_SOURCE, "input 'a' is no longer required, and no longer a parameter of 'of'"));
        String reordered = required.replace("\"b\": {", "\"b\": {\"x-order\": 0, ");
        assertThat(changes(required, reordered))
                .containsExactly(new SchemaChange(
                        BREAKS_SOURCE,
                        "the required inputs a, b have another order, and so have the parameters of 'of'"));
        assertThat(changes(
                        input("{}"),
                        input("{\"a\": {}}").replace("{\"properties\"", "{\"required\": [\"a\"], \"properties\"")))
                .containsExactly(new SchemaChange(BREAKS_CALLS, "input 'a' is new and required"));
    }

    @Test
    void reportsChangesOfTheOutput() throws IOException {
        String list =
                output("{\"type\": \"array\", \"items\": {\"type\": \"string\"}, \"x-cog-array-type\": \"iterator\"}");
        assertThat(changes(output("{\"type\": \"string\"}"), list))
                .containsExactly(
                        new SchemaChange(
                                BREAKS_CALLS, "the output is a list (each item is a string) instead of a string"),
                        new SchemaChange(COMPATIBLE, "the output is streamed"));
        assertThat(changes(
                        output("{\"properties\": {\"a\": {}, \"b\": {}}}"),
                        output("{\"properties\": {\"b\": {}, \"c\": {}}}")))
                .containsExactly(
                        new SchemaChange(BREAKS_CALLS, "'a' of the output was removed"),
                        new SchemaChange(COMPATIBLE, "'c' of the output is new"));
        assertThat(changes(output("{\"type\": \"string\"}"), output("{\"type\": \"string\", \"nullable\": true}")))
                .containsExactly(new SchemaChange(BREAKS_SOURCE, "the output may be null"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type': 'number'} | {'type': 'integer'} | BREAKS_SOURCE",
                "{'type': 'object'} | {'type': 'object', 'properties': {'a': {}}} | BREAKS_SOURCE",
                "{'type': 'integer'} | {'type': 'number'} | BREAKS_CALLS",
                "{'type': 'integer', 'minimum': 0, 'maximum': 9} | {'type': 'integer'} | BREAKS_CALLS"
            })
    void outputThatTheOldTypeCanReadBreaksNoCalls(String before, String after, Impact impact) throws IOException {
        assertThat(changes(output(before.replace('\'', '"')), output(after.replace('\'', '"'))))
                .singleElement()
                .extracting(SchemaChange::impact)
                .isEqualTo(impact);
    }

    @Test
    void objectsWithTheSameNameAreComparedSeparately() throws IOException {
        String before = "{`properties`: {`a`: {`properties`: {`size`: {`properties`: {`x`: {}}}}},"
                + " `b`: {`properties`: {`size`: {`properties`: {`y`: {}}}}}}}";
        String after = before.replace("`y`", "`z`");
        assertThat(changes(input("{`options`: " + before + "}"), input("{`options`: " + after + "}")))
                .containsExactly(
                        new SchemaChange(BREAKS_CALLS, "'y' of 'size' of 'b' of input 'options' was removed"),
                        new SchemaChange(COMPATIBLE, "'z' of 'size' of 'b' of input 'options' is new"));
        assertThat(changes(output(before), output(after)))
                .containsExactly(
                        new SchemaChange(BREAKS_CALLS, "'y' of 'size' of 'b' of the output was removed"),
                        new SchemaChange(COMPATIBLE, "'z' of 'size' of 'b' of the output is new"));
    }

    @Test
    void anUnchangedSchemaIsNotWrittenAgain() throws IOException {
        emulate(input("{\"a\": {\"type\": \"string\"}, \"b\": {\"type\": \"integer\", \"maximum\": 1.0}}"));
        SchemaUpdate first = update(MODEL);
        assertThat(first.state()).isEqualTo(State.NEW);
        String stored = Files.readString(first.file());
        assertThat(update(MODEL).state()).isEqualTo(State.UNCHANGED);
        emulate(input("{\"b\": {\"maximum\": 1.0, \"type\": \"integer\"}, \"a\": {\"type\": \"string\"}}"));
        assertThat(update().state()).isEqualTo(State.UNCHANGED);
        assertThat(first.file()).content().isEqualTo(stored);
    }

    @Test
    void anotherDescriptionIsStoredWithoutAChangeForCallers() throws IOException {
        emulate(input("{\"a\": {\"type\": \"string\", \"description\": \"old\"}}"));
        update(MODEL);
        emulate(input("{\"a\": {\"type\": \"string\", \"description\": \"new\"}}"));
        SchemaUpdate update = update();
        assertThat(update.state()).isEqualTo(State.CHANGED);
        assertThat(update.changes()).isEmpty();
        assertThat(update.isBreaking()).isFalse();
        assertThat(update.file()).content().contains("\"new\"");
    }

    @Test
    void onlyReachableSchemasAreStored() throws IOException {
        emulate(
                "{\"Input\": {\"properties\": {\"a\": {\"$ref\": \"#/components/schemas/A\"}}}, \"A\": {\"enum\": [\"x\"]},"
                        + " \"HTTPValidationError\": {}, \"Output\": {}}");
        assertThat(update(MODEL).file())
                .content()
                .contains("\"A\"", "\"Output\"")
                .doesNotContain("HTTPValidationError");
    }

    @Test
    void theClassNameOfTheApplicationIsKept() throws IOException {
        emulate(input("{}"));
        Path file = update(MODEL).file();
        Files.writeString(
                file, Files.readString(file).replaceFirst("\"version\"", "\"className\": \"Artist\", \"version\""));
        emulate(input("{\"a\": {\"type\": \"string\"}}"));
        update();
        assertThat(file).content().contains("\"className\": \"Artist\"", "\"a\"");
    }

    @Test
    void aFixedVersionStaysFixed() throws IOException {
        emulate(input("{}"));
        String version = emulator.model(MODEL).versionId();
        SchemaUpdate update = update(MODEL + ":" + version);
        assertThat(update.newVersion()).isEqualTo(version);
        assertThat(update.file())
                .isEqualTo(this.folder.resolve("acme/painter.json"))
                .content()
                .contains(MODEL + ":" + version);
        assertThat(update().model()).isEqualTo(MODEL + ":" + version);
    }

    @Test
    void typesWithEncodedNamesAndPartsOfTypesAreStored() {
        emulate("""
                {"Input": {"properties": {
                  "a": {"$ref": "#/components/schemas/Size%20of~1image"},
                  "b": {"$ref": "#/components/schemas/Other/properties/c"}}},
                "Size of/image": {"type": "integer"}, "Other": {"properties": {"c": {"type": "boolean"}}}}""");
        assertThat(update(MODEL).file()).content().contains("\"Size of/image\"", "\"Other\"");
    }

    /** Replicate does not return the versions of official models. */
    @Test
    void aFixedVersionOfAnOfficialModelIsStored() {
        emulate(input("{}"));
        String version = emulator.model(MODEL).versionId();
        emulator.faults().always(Operation.MODELS_VERSIONS_GET).status(404);
        assertThat(update(MODEL + ":" + version).newVersion()).isEqualTo(version);
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> update(MODEL + ":" + "d".repeat(64)));
        emulator.faults().clear();
    }

    @Test
    void modelsWithoutASchemaAreRejectedBeforeAnyFileIsWritten() {
        emulator.model("acme/untyped").openapiSchema(null);
        emulate("{\"Output\": {}}");
        assertThatExceptionOfType(InvalidSchemaException.class)
                .isThrownBy(() -> update("acme/untyped"))
                .withMessageStartingWith("The model acme/untyped has no schema");
        assertThatExceptionOfType(InvalidSchemaException.class)
                .isThrownBy(() -> update(MODEL))
                .withMessageStartingWith("The model acme/painter has a schema without \"Input\"");
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> update("acme/none"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> update(Schemas.VERSION))
                .withMessageContaining("has no owner");
        assertThat(this.folder).isEmptyDirectory();
    }

    private List<SchemaChange> changes(String before, String after) throws IOException {
        Files.deleteIfExists(this.folder.resolve("acme/painter.json"));
        emulate(before);
        update(MODEL);
        emulate(after);
        List<SchemaUpdate> updates = new SchemaUpdater(replicate, this.folder).check(List.of());
        return updates.get(0).changes();
    }

    private SchemaUpdate update(String... models) {
        return new SchemaUpdater(replicate, this.folder).update(List.of(models)).get(0);
    }

    private static void emulate(String schemas) {
        emulator.model(MODEL).openapiSchema(Schemas.document(Schemas.parse(schemas)));
    }

    private static String input(String properties) {
        return "{\"Input\": {\"properties\": " + properties.replace('`', '"') + "}, \"Output\": {}}";
    }

    private static String output(String schema) {
        return "{\"Input\": {}, \"Output\": " + schema.replace('`', '"') + "}";
    }
}
