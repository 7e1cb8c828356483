/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.image;

import io.github.replicate4j.springai.mapping.InputField;
import io.github.replicate4j.springai.mapping.InputMapping;
import io.github.replicate4j.springai.mapping.InputRole;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Maps a width and a height to the inputs that the model has for them: to both, else to a choice such as {@code 1024x768}, else to
 * an aspect ratio.
 */
final class ImageSize {

    private static final Pattern PIXELS = Pattern.compile("(\\d{1,5})\\s*[xX×*]\\s*(\\d{1,5})");

    private static final Pattern RATIO = Pattern.compile("(\\d{1,5}):(\\d{1,5})");

    private static final List<InputRole> SIZES =
            List.of(InputRole.WIDTH, InputRole.HEIGHT, InputRole.SIZE, InputRole.ASPECT_RATIO);

    private final int width;

    private final int height;

    private final InputMapping input;

    private ImageSize(int width, int height, InputMapping input) {
        this.width = width;
        this.height = height;
        this.input = input;
    }

    /**
     * Map a size.
     *
     * @throws IllegalArgumentException if the model does not take the size
     */
    static void map(@Nullable Integer width, @Nullable Integer height, InputMapping input) {
        if (width != null && height != null) {
            new ImageSize(width, height, input).map();
        } else if (width != null) {
            mapOne(InputRole.WIDTH, "width", width, input);
        } else if (height != null) {
            mapOne(InputRole.HEIGHT, "height", height, input);
        }
    }

    private static void mapOne(InputRole role, String option, int value, InputMapping input) {
        if (SIZES.stream().allMatch(size -> input.model().field(size) == null)) {
            throw input.missing(option);
        }
        if (input.model().field(role) == null || custom(input).findAny().isPresent()) {
            throw new IllegalArgumentException(
                    input.model().model() + " does not take the " + option + " alone. Set width and height.");
        }
        input.require(role, option, value);
    }

    private void map() {
        InputField widthField = this.input.model().field(InputRole.WIDTH);
        InputField heightField = this.input.model().field(InputRole.HEIGHT);
        if (widthField != null && heightField != null) {
            this.input.put(widthField, "width", this.width);
            this.input.put(heightField, "height", this.height);
            custom(this.input).forEach(field -> this.input.put(field, "size", "custom"));
            return;
        }
        if (!choose(InputRole.SIZE, PIXELS, (w, h) -> w == this.width && h == this.height)
                && !choose(InputRole.ASPECT_RATIO, RATIO, this::isRatio)
                && !putRatio()) {
            throw unsupported();
        }
    }

    /** Return the inputs that must be {@code custom}, because the model ignores the width and the height otherwise. */
    private static Stream<InputField> custom(InputMapping input) {
        return Stream.of(InputRole.ASPECT_RATIO, InputRole.SIZE)
                .map(role -> input.model().field(role))
                .filter(Objects::nonNull)
                .filter(field -> field.choice("custom") != null);
    }

    private boolean choose(InputRole role, Pattern pattern, BiPredicate<Integer, Integer> fits) {
        InputField field = this.input.model().field(role);
        if (field == null) {
            return false;
        }
        for (Object choice : field.choices()) {
            Matcher matcher = pattern.matcher(choice.toString());
            if (matcher.matches() && fits.test(Integer.valueOf(matcher.group(1)), Integer.valueOf(matcher.group(2)))) {
                this.input.put(field, "size", choice);
                return true;
            }
        }
        return false;
    }

    private boolean isRatio(int ratioWidth, int ratioHeight) {
        return (long) this.width * ratioHeight == (long) this.height * ratioWidth;
    }

    /** Set a ratio that the schema does not restrict. */
    private boolean putRatio() {
        InputField field = this.input.model().field(InputRole.ASPECT_RATIO);
        if (field == null || !field.choices().isEmpty()) {
            return false;
        }
        int divisor = BigInteger.valueOf(this.width)
                .gcd(BigInteger.valueOf(this.height))
                .intValue();
        this.input.put(field, "size", this.width / divisor + ":" + this.height / divisor);
        return true;
    }

    private IllegalArgumentException unsupported() {
        List<String> choices = new ArrayList<>();
        addChoices(InputRole.SIZE, PIXELS, choices);
        addChoices(InputRole.ASPECT_RATIO, RATIO, choices);
        if (choices.isEmpty()) {
            return this.input.missing("width and height");
        }
        return new IllegalArgumentException(this.input.model().model() + " does not take the size " + this.width + "x"
                + this.height + ". " + String.join(" ", choices));
    }

    private void addChoices(InputRole role, Pattern pattern, List<String> target) {
        InputField field = this.input.model().field(role);
        String choices = field == null
                ? ""
                : field.choices().stream()
                        .map(Object::toString)
                        .filter(choice -> pattern.matcher(choice).matches())
                        .collect(Collectors.joining(", "));
        if (field != null && !choices.isEmpty()) {
            target.add("The choices of its input " + field.name() + " are " + choices + ".");
        }
    }
}
