/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.definition;

import io.github.replicate4j.emulator.fault.Fault;
import io.github.replicate4j.emulator.fault.StreamFault;
import io.github.replicate4j.emulator.internal.fault.DefaultFaults;
import io.github.replicate4j.emulator.internal.fault.JsonRewrite;
import io.github.replicate4j.emulator.internal.webhook.DefaultEmulatedWebhooks;
import io.github.replicate4j.emulator.request.Operation;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the definition of a fault, which applies to requests or, if it has the field {@code webhook_events}, to webhooks.
 */
public final class FaultReader {

    private final FieldReader json;

    private final List<Consumer<Fault>> effects = new ArrayList<>();

    private FaultReader(FieldReader json) {
        this.json = json;
    }

    /**
     * Read a fault and add it.
     *
     * @return the id of the fault, with the kind of its targets
     * @throws InvalidDefinitionException if the document does not define a fault
     */
    public static FaultId add(byte[] document, DefaultFaults faults, DefaultEmulatedWebhooks webhooks) {
        FieldReader json = FieldReader.parse(document);
        boolean always = json.isTrue("always");
        Integer times = json.integer("times", 1, Integer.MAX_VALUE);
        if (always && times != null) {
            json.mistake("times", "contradicts always: remove one of them");
        }
        Integer count = always ? null : Integer.valueOf(times == null ? 1 : times);
        if (json.has("webhook_events")) {
            return FaultId.ofWebhooks(WebhookFaultReader.add(json, count, webhooks));
        }
        Set<Operation> operations = operations(json);
        FaultReader reader = new FaultReader(json);
        reader.readEffects();
        json.finish();
        if (reader.effects.isEmpty() && !json.hasMistakes()) {
            json.mistake("", "has no effect: set status, delay, ending or another effect");
        }
        json.raise();
        return FaultId.ofRequests(
                faults.add(count, operations, fault -> reader.effects.forEach(effect -> effect.accept(fault))));
    }

    /** Read the operations, which are written as in the Java API or as in Replicate's documentation. */
    private static Set<Operation> operations(FieldReader json) {
        Set<Operation> operations = EnumSet.noneOf(Operation.class);
        List<String> names = json.strings("operations");
        if (names != null) {
            for (String name : names) {
                Operation operation = OperationNames.find(name);
                if (operation == null) {
                    json.mistake("operations", OperationNames.unknown(name));
                } else {
                    operations.add(operation);
                }
            }
        }
        return operations;
    }

    private void readEffects() {
        this.json.atMostOne("status", "html", "redirect_to");
        this.json.atMostOne("body", "html", "redirect_to", "empty_body");
        add(this.json.integer("status", 200, 599), Fault::status);
        add(this.json.integer("html", 200, 599), Fault::html);
        add(uri("redirect_to"), Fault::redirectTo);
        readBody();
        add(this.json.duration("retry_after"), Fault::retryAfter);
        readHeaders();
        if (this.json.marker("empty_body")) {
            this.effects.add(Fault::emptyBody);
        }
        readRewrite();
        add(this.json.duration("delay"), Fault::delay);
        readEnding();
        FieldReader stream = this.json.object("stream");
        if (stream != null) {
            Consumer<StreamFault> events = StreamFaultReader.read(stream);
            this.effects.add(fault -> fault.stream(events));
        }
    }

    private void readBody() {
        FieldReader body = this.json.object("body");
        if (body != null) {
            String type = body.requiredString("content_type");
            String text = body.requiredString("text");
            if (!isText(type)) {
                body.mistake("content_type", "is not a valid HTTP header");
            }
            body.finish();
            this.effects.add(fault -> fault.body(type, text));
        }
    }

    private void readHeaders() {
        FieldReader headers = this.json.object("headers");
        if (headers != null) {
            for (String name : headers.names()) {
                String value = headers.string(name);
                if (value != null && isToken(name) && isText(value)) {
                    this.effects.add(fault -> fault.header(name, value));
                } else if (value != null) {
                    headers.mistake(name, "is not a valid HTTP header");
                }
            }
        }
    }

    private static boolean isToken(String name) {
        return name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    }

    private static boolean isText(String value) {
        return value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 127));
    }

    private void readRewrite() {
        FieldReader rewrite = this.json.object("rewrite_json");
        if (rewrite != null) {
            Map<String, Object> set = rewrite.map("set");
            List<String> remove = rewrite.strings("remove");
            rewrite.finish();
            if (set == null && remove == null) {
                rewrite.mistake("", "requires the field set or remove");
            }
            JsonRewrite change = new JsonRewrite(set == null ? Map.of() : set, remove == null ? List.of() : remove);
            this.effects.add(fault -> fault.rewriteJson(change));
        }
    }

    private void readEnding() {
        Ending ending = this.json.constant("ending", Ending.class);
        if (ending != null) {
            this.effects.add(ending.effect);
        }
    }

    private @Nullable URI uri(String name) {
        String text = this.json.string(name);
        try {
            return text == null ? null : URI.create(text);
        } catch (IllegalArgumentException ex) {
            this.json.mistake(name, "must be a URL, not \"" + text + '"');
            return null;
        }
    }

    private <T> void add(@Nullable T value, Effect<T> effect) {
        if (value != null) {
            this.effects.add(fault -> effect.apply(fault, value));
        }
    }

    /** How an exchange ends, named as in the Java API. */
    private enum Ending {
        RESET_BEFORE_REQUEST_READ(Fault::resetBeforeRequestRead),
        RESET_BEFORE_RESPONSE(Fault::resetBeforeResponse),
        LOST_RESPONSE(Fault::lostResponse),
        RESET_MID_BODY(Fault::resetMidBody),
        TORN_BODY(Fault::tornBody),
        TRUNCATED_JSON(Fault::truncatedJson),
        HANG(Fault::hang);

        private final Consumer<Fault> effect;

        Ending(Consumer<Fault> effect) {
            this.effect = effect;
        }
    }

    /** Sets an effect of a fault. */
    private interface Effect<T> {

        void apply(Fault fault, T value);
    }
}
