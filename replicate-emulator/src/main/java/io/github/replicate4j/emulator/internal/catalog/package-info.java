/**
 * The fixed parts of the catalog: account, collections, hardware.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.catalog;

import org.jspecify.annotations.NullMarked;
