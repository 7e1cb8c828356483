/**
 * Uploaded files, which are stored on disk.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.files;

import org.jspecify.annotations.NullMarked;
