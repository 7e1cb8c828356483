/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.moderation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The hazard categories of Llama Guard 3, and words that belong to them.
 */
enum Hazard {
    S1("Violent Crimes", "kill (?!(a |the )?process)|murder|massacre|terroris[mt]|torture"),
    S2("Non-Violent Crimes", "steal|theft|fraud|launder money|hack into|counterfeit|burgle|shoplift"),
    S3("Sex-Related Crimes", "rape|sex trafficking"),
    S4("Child Sexual Exploitation", "child (porn|abuse)"),
    S5("Defamation", "defame|slander|libel"),
    S6("Specialized Advice", "(double|change) (my|the) (dose|dosage)|skip my (medication|insulin)"),
    S7("Privacy", "(home address|social security number|credit card numbers?) of"),
    S8("Intellectual Property", "pirated? (copy|movie|software)|crack the license"),
    S9("Indiscriminate Weapons", "(build|make) (a |an )?(bomb|explosives?|nerve gas|chemical weapon)|anthrax"),
    S10("Hate", "racial slurs?|ethnic cleansing|hate speech"),
    S11("Suicide and Self-Harm", "suicide|kill myself|self[- ]harm"),
    S12("Sexual Content", "porn(ography)?|nsfw|erotic"),
    S13("Elections", "rig (the|an) election|vote twice|fake ballots?"),
    S14("Code Interpreter Abuse", "fork bomb|escape the (sandbox|container)");

    private final String title;

    private final Pattern words;

    Hazard(String title, String words) {
        this.title = title;
        this.words = Pattern.compile("\\b(" + words + ")", Pattern.CASE_INSENSITIVE);
    }

    String title() {
        return this.title;
    }

    /** Return the hazards in a text. */
    static List<Hazard> in(String text) {
        List<Hazard> found = new ArrayList<>();
        for (Hazard each : values()) {
            if (each.words.matcher(text).find()) {
                found.add(each);
            }
        }
        return found;
    }
}
