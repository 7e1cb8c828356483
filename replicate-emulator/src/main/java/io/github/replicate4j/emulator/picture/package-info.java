/** Draws and changes the pictures of the built-in image models. */
@NullMarked
package io.github.replicate4j.emulator.picture;

import org.jspecify.annotations.NullMarked;
