/** Draws the pictures of the built-in image model. */
@NullMarked
package io.github.replicate4j.emulator.picture;

import org.jspecify.annotations.NullMarked;
