/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.picture;

import io.github.replicate4j.emulator.picture.Scene.Thing;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Random;

/**
 * The things in front of a landscape.
 */
final class Foreground {

    private static final Color LIT = new Color(0xFFE08A);

    private static final Color GLASS = new Color(0x9CC7DE);

    private final Scene scene;

    private final Graphics2D canvas;

    private final double width;

    private final double height;

    private final Palette palette;

    private final Random random;

    Foreground(Scene scene, Graphics2D canvas, int width, int height, Palette palette, Random random) {
        this.scene = scene;
        this.canvas = canvas;
        this.width = width;
        this.height = height;
        this.palette = palette;
        this.random = random;
    }

    /** Draw distant things first. */
    void draw() {
        double unit = Math.min(this.width, this.height);
        row(this.scene.things(Subject.CITY), 0.76, unit * 0.42);
        row(this.scene.things(Subject.BALLOON, Subject.BIRD), 0.45, unit * 0.2);
        row(this.scene.things(Subject.CASTLE, Subject.HOUSE, Subject.LIGHTHOUSE, Subject.TREE), 0.82, unit * 0.36);
        row(this.scene.things(Subject.BOAT), 0.78, unit * 0.24);
        row(this.scene.things(Subject.CAR, Subject.FLOWER, Subject.FISH), 0.9, unit * 0.24);
        row(this.scene.things(Subject.CAT, Subject.DOG, Subject.HORSE, Subject.PERSON), 0.92, unit * 0.38);
    }

    /** Draw things beside each other, scattered a little. */
    private void row(List<Thing> things, double foot, double size) {
        int total = things.stream().mapToInt(Thing::count).sum();
        double fitting = Math.min(size, this.width * 0.92 / Math.max(1, total));
        int at = 0;
        for (Thing thing : things) {
            for (int i = 0; i < thing.count(); i++) {
                double slot = (at + 0.5) / total;
                double x = this.width * (total == 1 ? 0.3 + 0.4 * this.random.nextDouble() : 0.06 + 0.88 * slot);
                double y = this.height * foot + (this.random.nextDouble() - 0.5) * fitting * 0.12;
                draw(thing, new Pen(this.canvas, x, y, fitting));
                at++;
            }
        }
    }

    private void draw(Thing thing, Pen pen) {
        Color windows = this.palette.night() ? LIT : GLASS;
        switch (thing.subject()) {
            case CITY -> Objects.city(pen, color(thing, 0x4B5566), LIT, this.random);
            case CASTLE -> Objects.castle(pen, color(thing, 0x9A958C), windows);
            case HOUSE -> Objects.house(pen, color(thing, 0xD9C7A3), windows);
            case LIGHTHOUSE -> Objects.lighthouse(pen, color(thing, 0xC23B36), LIT, this.palette.night());
            case TREE -> Objects.tree(pen, color(thing, 0x3E8A45));
            case FLOWER -> Objects.flower(pen, color(thing, 0xE0527E));
            case BOAT -> Objects.boat(pen, color(thing, 0x8C3B2E));
            case CAR -> Objects.car(pen, color(thing, 0x2F6FD6));
            case BALLOON -> Objects.balloon(pen, color(thing, 0xD64545));
            case CAT -> Creatures.cat(pen, color(thing, 0xC98A4B));
            case DOG -> Creatures.dog(pen, color(thing, 0xA9793F));
            case HORSE -> Creatures.horse(pen, color(thing, 0x7B4F2E));
            case BIRD -> Creatures.bird(pen, color(thing, 0xF1F1EC));
            case FISH -> Creatures.fish(pen, color(thing, 0xF08A24));
            case PERSON -> Creatures.person(pen, color(thing, 0x3F6FA8));
            default -> throw new IllegalStateException("not in the foreground: " + thing);
        }
    }

    /** Return the color that the prompt names, or the usual one; darker at night. */
    private Color color(Thing thing, int usual) {
        Color color = thing.color() == null ? new Color(usual) : thing.color();
        return this.palette.night() ? Palette.mix(color, this.palette.ground(), 0.25) : color;
    }
}
